package dev.kirooperator.converge;

import java.time.Duration;

/**
 * How often the operator looks at AWS.
 *
 * @param interval how old a snapshot may be, and so how long drift made at AWS may live
 * @param settle how long after its creation a team removes nobody, so that the members that were applied with it can arrive
 * @param readBack how long a write to Kiro may take to show before it is asked for again
 */
public record SyncSettings(Duration interval, Duration settle, Duration readBack) {

    public SyncSettings {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException(
                    "kiro.sync.interval: expected a time above 0, such as 10m, found " + interval);
        }
        notNegative("kiro.sync.settle", settle);
        notNegative("kiro.sync.read-back", readBack);
    }

    /** The shortest time between two looks at something that is on its way. */
    public static final Duration SHORTEST = Duration.ofSeconds(2);

    /** How long nobody joins before a bulk of joins counts as over: many times the time between two joins at AWS's own pace. */
    public static final Duration QUIET = Duration.ofMillis(500);

    /** When an object that is as specified is looked at again: the interval, less up to a tenth so that not all come at once. */
    public Duration nextSync(String uid) {
        long spread = interval.toMillis() / 10;
        long jitter = spread == 0 ? 0 : Math.floorMod(uid.hashCode(), spread);
        return interval.minusMillis(jitter);
    }

    /** How old a snapshot may be for a regular look: younger than the shortest {@link #nextSync}, so that each cycle reads once. */
    public Duration maxAge() {
        return interval.multipliedBy(8).dividedBy(10);
    }

    private static void notNegative(String key, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(key + ": expected a time from 0, such as 10s, found " + value);
        }
    }
}
