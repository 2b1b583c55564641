package dev.kirooperator.converge;

import java.time.Duration;

/**
 * Waits as long as something has been going on already: doubles without counting attempts, and survives a restart.
 *
 * @param shortest the first wait
 * @param longest no wait is longer
 */
public record Backoff(Duration shortest, Duration longest) {

    public static Backoff seconds(long shortest, long longest) {
        return new Backoff(Duration.ofSeconds(shortest), Duration.ofSeconds(longest));
    }

    /** The next wait for something that has been so for {@code elapsed}. */
    public Duration after(Duration elapsed) {
        if (elapsed.compareTo(shortest) < 0) {
            return shortest;
        }
        return elapsed.compareTo(longest) > 0 ? longest : elapsed;
    }
}
