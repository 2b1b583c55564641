package dev.kirooperator.seat;

import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** A read that the operator can do without. A refusal is remembered for an hour, so that it does not cost a call each time. */
final class OptionalRead<T> {

    private static final Duration MEMORY = Duration.ofHours(1);

    private final Supplier<T> read;
    private final InstantSource clock;
    private volatile Optional<Refusal> refusal = Optional.empty();

    OptionalRead(Supplier<T> read, InstantSource clock) {
        this.read = read;
        this.clock = clock;
    }

    Attempt<T> attempt() {
        Instant now = clock.instant();
        Optional<Refusal> remembered = refusal.filter(refused -> now.isBefore(refused.until()));
        if (remembered.isPresent()) {
            return remembered.get().attempt();
        }
        try {
            T value = read.get();
            refusal = Optional.empty();
            return new Attempt.Got<>(value);
        } catch (AwsException e) {
            String why = e.failure().call().describe();
            if (isPassing(e.failure())) {
                return new Attempt.Failed<>(why);
            }
            Refusal refused = new Refusal(why, e.failure() instanceof AwsFailure.NotFound, now.plus(MEMORY));
            refusal = Optional.of(refused);
            return refused.attempt();
        }
    }

    private static boolean isPassing(AwsFailure failure) {
        return failure instanceof AwsFailure.Throttled || failure instanceof AwsFailure.Transient;
    }

    private record Refusal(String why, boolean gone, Instant until) {
        <T> Attempt<T> attempt() {
            return new Attempt.Refused<>(why, gone);
        }
    }
}
