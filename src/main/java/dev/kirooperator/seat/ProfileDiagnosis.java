package dev.kirooperator.seat;

import dev.kirooperator.aws.AwsCall;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.AwsFailure.Subject;
import dev.kirooperator.aws.Remembered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out what a refused {@code CreateAssignment} says about the Kiro profile. Kiro refuses a profile that is just being made in the
 * words it has for a blocked account, so the profile is looked at before that is believed.
 */
final class ProfileDiagnosis {

    /** How long after it was being made a profile may refuse assignments. Public tools wait for 15 to 60 seconds. */
    static final Duration YOUTH = Duration.ofSeconds(90);

    private final ProfileReader reader;
    private final Remembered<Attempt<List<KiroProfile>>> profiles;
    private final Remembered<Optional<String>> elsewhere;
    private final ProfileMaker maker;
    private final ProfileAdvice advice;
    private final InstantSource clock;

    /**
     * @param elsewhere another Region in which the account has a profile
     */
    ProfileDiagnosis(
            ProfileReader reader,
            Remembered<Optional<String>> elsewhere,
            ProfileMaker maker,
            ProfileAdvice advice,
            InstantSource clock) {
        this.reader = reader;
        this.profiles = new Remembered<>(reader::readAgain, clock);
        this.elsewhere = elsewhere;
        this.maker = maker;
        this.advice = advice;
        this.clock = clock;
    }

    /** Takes note that an assignment was made: what was found out about a profile that refuses them is over. */
    void assigned() {
        profiles.forget();
    }

    /** What to throw in place of a refused {@code CreateAssignment}: the same, or the same with its cause. */
    AwsException explain(AwsException refused) {
        AwsFailure failure = refused.failure();
        if (failure instanceof AwsFailure.NotFound missing && missing.subject() == Subject.PROFILE) {
            return because(refused, missing(refused));
        }
        boolean denied = failure instanceof AwsFailure.AccountBlocked
                || (failure instanceof AwsFailure.Denied
                        && failure.call().errorCode().isPresent());
        return denied ? because(refused, unready(failure.call())) : refused;
    }

    /** The profile is missing, or else it is the principal that Kiro does not know. */
    private Optional<AwsFailure> missing(AwsException refused) {
        AwsCall call = refused.failure().call();
        Optional<AwsFailure> unready = unready(call);
        if (unready.isPresent() || !(look() instanceof Attempt.Got<List<KiroProfile>> got)) {
            return unready;
        }
        return serving(got.value()).isPresent()
                ? Optional.of(new AwsFailure.NotFound(call, Subject.OTHER))
                : make(refused);
    }

    private Optional<AwsFailure> make(AwsException refused) {
        Optional<AwsFailure> answer = maker.make(refused);
        if (answer.isPresent()) {
            profiles.forget();
        }
        return answer;
    }

    /** What keeps the profile from taking assignments; empty when nothing is known to. */
    private Optional<AwsFailure> unready(AwsCall call) {
        if (isYoung()) {
            return Optional.of(advice.beingMade(call));
        }
        if (!(look() instanceof Attempt.Got<List<KiroProfile>> got)) {
            return Optional.empty();
        }
        Optional<KiroProfile> ours = serving(got.value());
        if (ours.isPresent()) {
            return unready(call, ours.get());
        }
        return got.value().isEmpty()
                ? elsewhere.get().map(other -> advice.wrongRegion(call, other))
                : Optional.of(advice.anotherInstances(call, got.value().get(0)));
    }

    private Optional<AwsFailure> unready(AwsCall call, KiroProfile profile) {
        return switch (profile.status()) {
            case ACTIVE -> Optional.empty();
            case CREATING -> Optional.of(advice.beingMade(call));
            case BROKEN, DELETING -> Optional.of(advice.notActive(call, profile));
        };
    }

    /** The profile that a write goes to: the one of the connection's instance, else one that has no instance. */
    private Optional<KiroProfile> serving(List<KiroProfile> profiles) {
        return reader.ours(profiles)
                .or(() -> profiles.stream().filter(KiroProfile::isExternal).findFirst());
    }

    /** What is on its way is looked at again each time; the rest is remembered. */
    private Attempt<List<KiroProfile>> look() {
        Attempt<List<KiroProfile>> known = profiles.get();
        boolean isPassing = known instanceof Attempt.Failed<List<KiroProfile>>
                || (known instanceof Attempt.Got<List<KiroProfile>> got
                        && got.value().stream().anyMatch(p -> p.status() == KiroProfile.Status.CREATING));
        if (isPassing) {
            profiles.forget();
        }
        return known;
    }

    private boolean isYoung() {
        Instant now = clock.instant();
        return Stream.concat(reader.seenCreating().stream(), maker.madeAt().stream())
                .anyMatch(at -> now.isBefore(at.plus(YOUTH)));
    }

    private static AwsException because(AwsException refused, Optional<AwsFailure> found) {
        return found.map(failure -> new AwsException(failure, refused)).orElse(refused);
    }
}
