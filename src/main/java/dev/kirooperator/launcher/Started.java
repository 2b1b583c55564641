package dev.kirooperator.launcher;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started so far, to be stopped in the reverse order. */
final class Started {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    void closeAll() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("Could not stop a part of the sandbox: " + e.getMessage());
            }
        }
    }
}
