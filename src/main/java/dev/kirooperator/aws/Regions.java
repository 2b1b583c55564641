package dev.kirooperator.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Where Identity Center and Kiro are offered, and how to look for something there. */
public final class Regions {

    /** Identity Center's Regions that Kiro accepts (kiro.dev, February 2026); those where Kiro is offered come first. */
    private static final List<String> INSTANCES = List.of(
            "us-east-1",
            "eu-central-1",
            "us-east-2",
            "us-west-2",
            "us-west-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eu-north-1",
            "ap-south-1",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-southeast-1",
            "ap-southeast-2",
            "ca-central-1",
            "sa-east-1");

    private static final List<String> PROFILES = List.of("us-east-1", "eu-central-1");
    private static final List<String> GOV_CLOUD = List.of("us-gov-west-1", "us-gov-east-1");

    /** A Region that does not answer must not hold a reconcile up. */
    private static final Duration ONE_REGION = Duration.ofSeconds(3);

    private static final Duration ALL_REGIONS = Duration.ofSeconds(12);

    private Regions() {}

    /** The other Regions of the same partition in which an Identity Center instance may be. */
    static List<String> ofInstancesBut(String region) {
        return but(region, INSTANCES);
    }

    /** The other Regions of the same partition in which a Kiro profile may be. */
    public static List<String> ofProfilesBut(String region) {
        return but(region, PROFILES);
    }

    /** Goes into {@code overrideConfiguration} of a request that only looks around. */
    public static void briefly(AwsRequestOverrideConfiguration.Builder request) {
        request.apiCallTimeout(ONE_REGION).apiCallAttemptTimeout(ONE_REGION);
    }

    /**
     * The first Region that has what is looked for. A Region that fails is passed over; one that is slow ends the search.
     *
     * @param has asks one Region and may throw {@link AwsException}
     */
    public static Optional<String> search(List<String> regions, Predicate<String> has, InstantSource clock) {
        Instant end = clock.instant().plus(ALL_REGIONS);
        for (String region : regions) {
            if (clock.instant().isAfter(end)) {
                return Optional.empty();
            }
            if (isIn(region, has)) {
                return Optional.of(region);
            }
        }
        return Optional.empty();
    }

    private static boolean isIn(String region, Predicate<String> has) {
        try {
            return has.test(region);
        } catch (AwsException unreadable) {
            return false;
        }
    }

    private static List<String> but(String region, List<String> commercial) {
        List<String> partition =
                region.startsWith("us-gov-") ? GOV_CLOUD : region.startsWith("cn-") ? List.of() : commercial;
        return partition.stream().filter(other -> !other.equals(region)).toList();
    }
}
