package dev.kirooperator.launcher;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Follows the examples until they are Ready or will not be.
 *
 * @param look reads the examples
 * @param show gets each look
 * @param operator whose end ends the watch
 */
record ReadyWatch(Supplier<ExampleTable> look, Consumer<ExampleTable> show, Ends operator, InstantSource clock) {

    private static final Duration REFRESH = Duration.ofMillis(500);

    /** Something that may end by itself. */
    @FunctionalInterface
    interface Ends {
        /** Waits at most {@code limit} for the end; says whether it came. */
        boolean endsWithin(Duration limit) throws InterruptedException;
    }

    /** How it came out. */
    enum Outcome {
        READY,
        LATE,
        OPERATOR_ENDED
    }

    /** The last look, and what it means. */
    record Result(Outcome outcome, ExampleTable table) {}

    Result run(Duration limit) throws InterruptedException {
        Instant end = clock.instant().plus(limit);
        while (true) {
            ExampleTable table = look.get();
            show.accept(table);
            if (table.allReady()) {
                return new Result(Outcome.READY, table);
            }
            if (!clock.instant().isBefore(end)) {
                return new Result(Outcome.LATE, table);
            }
            if (operator.endsWithin(REFRESH)) {
                return new Result(Outcome.OPERATOR_ENDED, table);
            }
        }
    }
}
