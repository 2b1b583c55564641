package dev.kirooperator.seat;

import java.time.Duration;
import java.time.Instant;

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
     * @param first when the same request was first sent; not after {@code sentAt}
     */
    public Instant repeatAt(Instant sentAt, Instant first) {
        Duration waited = Duration.between(first, sentAt);
        Duration pause = waited.compareTo(LONGEST) > 0 ? LONGEST : waited;
        return sentAt.plus(pause.compareTo(readBack) < 0 ? readBack : pause);
    }
}
