package dev.kirooperator.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The answer to a question that is asked at most once an hour, whatever the answer was; callers that come meanwhile wait for it. */
public final class Remembered<T> {

    private static final Duration MEMORY = Duration.ofHours(1);

    private final Supplier<T> question;
    private final InstantSource clock;
    private Optional<Answer<T>> last = Optional.empty();

    public Remembered(Supplier<T> question, InstantSource clock) {
        this.question = question;
        this.clock = clock;
    }

    public synchronized T get() {
        Instant now = clock.instant();
        Optional<Answer<T>> known = last.filter(answer -> now.isBefore(answer.until()));
        if (known.isPresent()) {
            return known.get().value();
        }
        T value = question.get();
        last = Optional.of(new Answer<>(value, now.plus(MEMORY)));
        return value;
    }

    /** Makes the next caller ask again. */
    public synchronized void forget() {
        last = Optional.empty();
    }

    private record Answer<T>(T value, Instant until) {}
}
