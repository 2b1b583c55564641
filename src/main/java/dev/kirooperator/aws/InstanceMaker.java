package dev.kirooperator.aws;

import static dev.kirooperator.aws.AwsCalls.call;

import dev.kirooperator.aws.AwsFailure.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;

/** Makes the account instance of Identity Center where there is none and the configuration says so. */
final class InstanceMaker {

    private static final Logger LOG = Logger.getLogger(InstanceMaker.class);

    /** How long a new instance may be missing from AWS's list before it is asked for again, with the same token. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ConnectionSettings settings;
    private final String region;
    private final Supplier<SsoAdminClient> ssoAdmin;
    private final InstanceLocator locator;
    private final Supplier<Optional<String>> elsewhere;
    private final InstantSource clock;
    private final String token = UUID.randomUUID().toString();
    private Optional<Instant> madeAt = Optional.empty();

    /**
     * @param elsewhere another Region that has an instance: an account has one in all, and must not get a second one
     */
    InstanceMaker(
            ConnectionSettings settings,
            String region,
            Supplier<SsoAdminClient> ssoAdmin,
            InstanceLocator locator,
            Supplier<Optional<String>> elsewhere,
            InstantSource clock) {
        this.settings = settings;
        this.region = region;
        this.ssoAdmin = ssoAdmin;
        this.locator = locator;
        this.elsewhere = elsewhere;
        this.clock = clock;
    }

    /**
     * Makes the instance if it is wanted and missing. Does nothing, and makes no call, once the instance is known.
     *
     * @throws AwsException {@code Diagnosed(BEING_MADE)} until AWS shows the instance as active; what the locator throws; and what
     *     AWS says when it refuses
     */
    void makeIfMissing() {
        if (settings.creation().instance() && !locator.isKnown()) {
            makeOrFind();
        }
    }

    private synchronized void makeOrFind() {
        try {
            locator.instance();
        } catch (AwsException missing) {
            if (!missing.isNoInstance() || !locator.seesNone()) {
                throw missing;
            }
            if (elsewhere.get().isPresent()) {
                throw missing;
            }
            Instant now = clock.instant();
            if (madeAt.filter(at -> now.isBefore(at.plus(PATIENCE))).isEmpty()) {
                make();
                madeAt = Optional.of(now);
            }
            throw beingMade(missing);
        }
    }

    private void make() {
        try {
            String arn = call(
                            "CreateInstance",
                            () -> ssoAdmin.get()
                                    .createInstance(request -> request.clientToken(token)
                                            .overrideConfiguration(Retries::onlyWhenThrottled)))
                    .instanceArn();
            LOG.infof(
                    "Connection %s: made the Identity Center instance %s in %s, as identity-center.create says",
                    settings.name(), arn, region);
        } catch (AwsException refused) {
            boolean mayBeThere = refused.failure() instanceof AwsFailure.Conflict
                    || refused.failure() instanceof AwsFailure.Transient;
            if (!mayBeThere || locator.seesNone()) {
                throw refused;
            }
            LOG.infof(
                    "Connection %s: %s; there is an Identity Center instance in %s now",
                    settings.name(), refused.failure().call().describe(), region);
        }
    }

    private AwsException beingMade(AwsException missing) {
        return new AwsException(
                new AwsFailure.Diagnosed(
                        new AwsCall(
                                "CreateInstance",
                                Optional.empty(),
                                "the IAM Identity Center instance in " + region + " was asked for",
                                Optional.empty()),
                        Cause.BEING_MADE,
                        "The operator goes on by itself when AWS shows it as ACTIVE"),
                missing);
    }
}
