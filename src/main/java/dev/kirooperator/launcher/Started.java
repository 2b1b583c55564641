package dev.kirooperator.launcher;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was started so far, to be stopped in the reverse order. */
final class Started implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final PrintStream errors;

    /** @param errors is told of parts that cannot be stopped */
    Started(PrintStream errors) {
        this.errors = errors;
    }

    /** Takes what is to be closed at the end, and gives it back. */
    <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** Stops everything; a part that cannot be stopped does not keep the others running. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                errors.println("Could not stop a part of the sandbox: " + Causes.of(e));
            }
        }
    }
}
