package dev.kirooperator.seat;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Finds the Identity Center application of the Kiro profile: from the profile, else by the name Kiro gives it. */
final class ApplicationFinder {

    private final ProfileReader profiles;
    private final OptionalRead<Optional<String>> fromName;
    private volatile Optional<String> found = Optional.empty();

    ApplicationFinder(ProfileReader profiles, ApplicationApi api, InstantSource clock) {
        this.profiles = profiles;
        this.fromName = new OptionalRead<>(api::fromName, clock);
    }

    /** The application's ARN, kept once it was found. */
    Attempt<String> application() {
        Optional<String> known = found;
        if (known.isPresent()) {
            return new Attempt.Got<>(known.get());
        }
        Attempt<Optional<String>> profile = fromProfile();
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
        profiles.forget();
    }

    private Attempt<Optional<String>> fromProfile() {
        Attempt<List<KiroProfile>> attempt = profiles.profiles();
        if (attempt instanceof Attempt.Got<List<KiroProfile>> got) {
            return new Attempt.Got<>(profiles.ours(got.value()).flatMap(KiroProfile::applicationArn));
        }
        return attempt instanceof Attempt.Refused<List<KiroProfile>> refused
                ? new Attempt.Refused<>(refused.why(), refused.gone())
                : new Attempt.Failed<>(((Attempt.Failed<List<KiroProfile>>) attempt).why());
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
