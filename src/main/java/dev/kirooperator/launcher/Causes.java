package dev.kirooperator.launcher;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says a failure in one line for people. */
final class Causes {

    private Causes() {}

    /** The messages of a failure and of what caused it; libraries often put what matters into a cause. */
    static String of(Throwable failure) {
        Set<String> messages = new LinkedHashSet<>();
        @Nullable Throwable next = failure;
        while (next != null) {
            String message = Optional.ofNullable(next.getMessage())
                    .orElse(next.getClass().getSimpleName());
            if (messages.stream().noneMatch(said -> said.contains(message))) {
                messages.add(message);
            }
            next = next.getCause();
        }
        return String.join(": ", messages);
    }
}
