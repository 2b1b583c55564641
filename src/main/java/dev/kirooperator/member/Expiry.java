package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.converge.ExpirySettings;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The time before a member's end. Pure. */
final class Expiry {

    private static final Duration ALMOST_A_MILLISECOND = Duration.ofNanos(999_999);

    private final ExpirySettings settings;

    Expiry(ExpirySettings settings) {
        this.settings = settings;
    }

    /** What to warn of at a time before the end; empty while the end is far away. */
    Optional<Finding> warning(Instant end, Instant now) {
        return now.isBefore(warnedFrom(end))
                ? Optional.empty()
                : Optional.of(Finding.notice(
                        Reason.EXPIRES_SOON,
                        "This person leaves the teams and gives the seat back at " + end
                                + " (spec.expiresAt). To let them stay, set a later time or remove it"));
    }

    /** The time to the next moment at which something happens by itself, never a fraction of a millisecond too short. */
    Duration untilNext(Instant end, Instant now) {
        Instant next = now.isBefore(warnedFrom(end)) ? warnedFrom(end) : end;
        return Duration.ofMillis(
                Duration.between(now, next).plus(ALMOST_A_MILLISECOND).toMillis());
    }

    private Instant warnedFrom(Instant end) {
        return end.minus(settings.warning());
    }
}
