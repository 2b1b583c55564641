package dev.kirooperator.seat;

import static dev.kirooperator.aws.AwsCalls.call;

import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.Creation;
import dev.kirooperator.aws.Instance;
import dev.kirooperator.aws.Retries;
import dev.kirooperator.aws.generated.kiroprofiles.KiroProfilesClient;
import dev.kirooperator.aws.generated.kiroprofiles.model.RecommendationsWithReferences;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Makes the Kiro profile where there is none and the configuration says so. */
final class ProfileMaker {

    private static final Logger LOG = Logger.getLogger(ProfileMaker.class);

    private final Creation creation;
    private final ProfileAdvice advice;
    private final Supplier<KiroProfilesClient> client;
    private final Supplier<Instance> instance;
    private final ProfileReader reader;
    private final InstantSource clock;
    private final String token = UUID.randomUUID().toString();
    private volatile Optional<Instant> madeAt = Optional.empty();

    ProfileMaker(
            Creation creation,
            ProfileAdvice advice,
            Supplier<KiroProfilesClient> client,
            Supplier<Instance> instance,
            ProfileReader reader,
            InstantSource clock) {
        this.creation = creation;
        this.advice = advice;
        this.client = client;
        this.instance = instance;
        this.reader = reader;
        this.clock = clock;
    }

    /** When this operator made the profile; empty when it did not. */
    Optional<Instant> madeAt() {
        return madeAt;
    }

    /**
     * Makes the profile that an assignment lacked, unless somebody did meanwhile. At most one is made: callers come one at a time, each
     * looks first, and a request without an answer is resolved by looking.
     *
     * @param missing the assignment that was refused for lack of a profile
     * @return what has to be said in place of it; empty when the configuration lets nothing be made, or AWS does not show the profiles
     */
    synchronized Optional<AwsFailure> make(AwsException missing) {
        if (!creation.profile()) {
            return Optional.empty();
        }
        if (!(reader.readAgain() instanceof Attempt.Got<List<KiroProfile>> got)) {
            return Optional.empty();
        }
        boolean justMade = madeAt.filter(at -> clock.instant().isBefore(at.plus(ProfileDiagnosis.YOUTH)))
                .isPresent();
        if (got.value().isEmpty() && !justMade) {
            Optional<AwsFailure> refusal = create();
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.of(advice.beingMade(missing.failure().call()));
    }

    private Optional<AwsFailure> create() {
        Instance home = instance.get();
        try {
            String arn = call(
                            "CreateProfile",
                            () -> client.get()
                                    .createProfile(request -> request.profileName("KiroProfile-" + advice.kiroRegion())
                                            .identitySource(source ->
                                                    source.ssoIdentitySource(sso -> sso.instanceArn(home.instanceArn())
                                                            .ssoRegion(home.region())))
                                            .referenceTrackerConfiguration(
                                                    tracker -> tracker.recommendationsWithReferences(references()))
                                            .activeFunctionalities(creation.functionalities())
                                            .clientToken(token)
                                            .overrideConfiguration(Retries::onlyWhenThrottled)))
                    .profileArn();
            LOG.infof("Connection %s: made the Kiro profile %s, as kiro.create-profile says", advice.connection(), arn);
        } catch (AwsException refused) {
            if (!isThere(refused.failure())) {
                return Optional.of(refused.failure());
            }
            LOG.infof(
                    "Connection %s: %s; there is a Kiro profile in %s now",
                    advice.connection(), refused.failure().call().describe(), advice.kiroRegion());
        }
        madeAt = Optional.of(clock.instant());
        reader.forget();
        return Optional.empty();
    }

    /** A conflict and a silence both leave open whether there is a profile now. */
    private boolean isThere(AwsFailure refused) {
        boolean mayBe = refused instanceof AwsFailure.Conflict || refused instanceof AwsFailure.Transient;
        return mayBe
                && reader.readAgain() instanceof Attempt.Got<List<KiroProfile>> got
                && !got.value().isEmpty();
    }

    private RecommendationsWithReferences references() {
        return creation.codeReferences() ? RecommendationsWithReferences.ALLOW : RecommendationsWithReferences.BLOCK;
    }
}
