package dev.kirooperator.converge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How old what is known of AWS may be in one reconcile. */
public sealed interface Freshness {

    /** How long ago a read may have begun. */
    Duration maxAge();

    /** Whether somebody asks for a look now: a request that is held back is sent then. */
    default boolean isForced() {
        return this instanceof Forced;
    }

    /** In a regular look. */
    record Usual(Duration maxAge) implements Freshness {}

    /** Somebody asks for a look: nothing counts that was read before the reconcile began, and what it reads it reads once. */
    record Forced(Instant begun, InstantSource clock) implements Freshness {

        @Override
        public Duration maxAge() {
            return Duration.between(begun, clock.instant());
        }
    }
}
