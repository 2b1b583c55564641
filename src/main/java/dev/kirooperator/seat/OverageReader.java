package dev.kirooperator.seat;

import static dev.kirooperator.aws.AwsCalls.call;

import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.Regions;
import dev.kirooperator.aws.Remembered;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

/** Use beyond the credits: whether the profile allows it, and up to what. Asked at most once an hour; not knowing is a normal answer. */
final class OverageReader {

    private static final String SERVICE = "kiro";

    /** "Maximum allowed overage per Kiro profile", in US dollars per subscription. */
    private static final String CAP = "L-75434B0B";

    private final ProfileReader profiles;
    private final Remembered<Optional<BigDecimal>> cap;
    private volatile Optional<Boolean> lastEnabled = Optional.empty();

    OverageReader(ProfileReader profiles, Supplier<ServiceQuotasClient> quotas, InstantSource clock) {
        this.profiles = profiles;
        this.cap = new Remembered<>(() -> cap(quotas), clock);
    }

    /** Empty when there is no profile, or AWS does not show it; never fails. */
    Optional<Overage> read() {
        Attempt<List<KiroProfile>> attempt = profiles.profiles();
        if (attempt instanceof Attempt.Got<List<KiroProfile>> got) {
            lastEnabled = profiles.ours(got.value()).map(KiroProfile::overage);
        } else if (attempt instanceof Attempt.Refused<List<KiroProfile>>) {
            lastEnabled = Optional.empty();
        }
        return lastEnabled.map(enabled -> new Overage(enabled, cap.get()));
    }

    /** The account's own cap; AWS's default counts only where AWS says that the account has none of its own. */
    private static Optional<BigDecimal> cap(Supplier<ServiceQuotasClient> quotas) {
        try {
            return value(call(
                            "GetServiceQuota",
                            () -> quotas.get()
                                    .getServiceQuota(r -> r.serviceCode(SERVICE)
                                            .quotaCode(CAP)
                                            .overrideConfiguration(Regions::briefly)))
                    .quota());
        } catch (AwsException untold) {
            boolean hasNone = untold.failure()
                    .call()
                    .errorCode()
                    .filter("NoSuchResourceException"::equals)
                    .isPresent();
            return hasNone ? defaultCap(quotas) : Optional.empty();
        }
    }

    private static Optional<BigDecimal> defaultCap(Supplier<ServiceQuotasClient> quotas) {
        try {
            return value(call(
                            "GetAWSDefaultServiceQuota",
                            () -> quotas.get()
                                    .getAWSDefaultServiceQuota(r -> r.serviceCode(SERVICE)
                                            .quotaCode(CAP)
                                            .overrideConfiguration(Regions::briefly)))
                    .quota());
        } catch (AwsException untold) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> value(@Nullable ServiceQuota quota) {
        return Optional.ofNullable(quota).map(ServiceQuota::value).map(BigDecimal::valueOf);
    }
}
