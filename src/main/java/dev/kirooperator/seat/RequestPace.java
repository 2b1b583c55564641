package dev.kirooperator.seat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a request that had no effect is sent again: after as long as it has been waited for already, so ever less often, without
 * counting attempts. Pure.
 *
 * @param readBack how long a request may take to show before it is sent again
 */
public record RequestPace(Duration readBack) {

    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * When the request is sent again.
     *
     * @param waitingSince since when things have not been as wanted; empty when they were
     */
    public Instant repeatAt(Instant sentAt, Optional<Instant> waitingSince) {
        Duration waited = Duration.between(begin(sentAt, waitingSince), sentAt);
        Duration pause = waited.compareTo(LONGEST) > 0 ? LONGEST : waited;
        return sentAt.plus(pause.compareTo(readBack) < 0 ? readBack : pause);
    }

    /** Whether the request repeats an earlier one that had no effect. */
    public boolean isRepeat(Instant sentAt, Optional<Instant> waitingSince) {
        return !begin(sentAt, waitingSince).plus(readBack).isAfter(sentAt);
    }

    private static Instant begin(Instant sentAt, Optional<Instant> waitingSince) {
        return waitingSince.filter(sentAt::isAfter).orElse(sentAt);
    }
}
