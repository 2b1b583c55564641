package dev.kirooperator.seat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Recognises a connection whose Kiro profile takes its people straight from an identity provider, without Identity Center. Where AWS
 * does not tell, the profile is an ordinary one.
 */
public final class ExternalProfile {

    /** The reader remembers for longer what lasts; this keeps each object from asking for what does not. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final ProfileReader profiles;
    private final boolean isAsked;
    private final InstantSource clock;
    private Optional<String> known = Optional.empty();
    private Instant notBefore = Instant.MIN;

    /**
     * Makes it; no call is made before {@link #issuer}.
     *
     * @param isAsked false for a connection that writes no seats: it has nothing to do with the profile
     */
    ExternalProfile(ProfileReader profiles, boolean isAsked, InstantSource clock) {
        this.profiles = profiles;
        this.isAsked = isAsked;
        this.clock = clock;
    }

    /** The issuer of the provider that the profile is connected to; empty for an ordinary profile. Never fails. */
    public synchronized Optional<String> issuer() {
        Instant now = clock.instant();
        if (isAsked && !now.isBefore(notBefore)) {
            notBefore = now.plus(AGAIN);
            if (profiles.profiles() instanceof Attempt.Got<List<KiroProfile>> got) {
                known = issuer(got.value());
            }
        }
        return known;
    }

    private static Optional<String> issuer(List<KiroProfile> profiles) {
        boolean isOrdinary =
                profiles.stream().anyMatch(profile -> profile.instanceArn().isPresent());
        return profiles.stream()
                .flatMap(profile -> profile.issuer().stream())
                .filter(issuer -> !isOrdinary)
                .findFirst();
    }
}
