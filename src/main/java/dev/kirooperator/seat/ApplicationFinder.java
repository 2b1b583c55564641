package dev.kirooperator.seat;

import java.time.InstantSource;
import java.util.Optional;

/** Finds the Identity Center application of the Kiro profile: from the profile, else by the name Kiro gives it. */
final class ApplicationFinder {

    private final OptionalRead<Optional<String>> fromProfile;
    private final OptionalRead<Optional<String>> fromName;
    private volatile Optional<String> found = Optional.empty();

    ApplicationFinder(ApplicationApi api, InstantSource clock) {
        this.fromProfile = new OptionalRead<>(api::fromProfile, clock);
        this.fromName = new OptionalRead<>(api::fromName, clock);
    }

    /** The application's ARN, kept once it was found. */
    Attempt<String> application() {
        Optional<String> known = found;
        if (known.isPresent()) {
            return new Attempt.Got<>(known.get());
        }
        Attempt<Optional<String>> profile = fromProfile.attempt();
        Attempt<Optional<String>> source = arn(profile).isPresent() ? profile : fromName.attempt();
        found = arn(source);
        return found.<Attempt<String>>map(Attempt.Got::new)
                .orElseGet(() -> new Attempt.Failed<>(
                        "the Identity Center application of the Kiro profile was not found (profile: " + tell(profile)
                                + "; by name: " + tell(source) + ")"));
    }

    /** Forgets the application, which turned out to be gone. */
    void forget() {
        found = Optional.empty();
    }

    private static Optional<String> arn(Attempt<Optional<String>> attempt) {
        return attempt instanceof Attempt.Got<Optional<String>> got ? got.value() : Optional.empty();
    }

    private static String tell(Attempt<Optional<String>> attempt) {
        if (attempt instanceof Attempt.Refused<Optional<String>> refused) {
            return refused.why();
        }
        return attempt instanceof Attempt.Failed<Optional<String>> failed ? failed.why() : "none";
    }
}
