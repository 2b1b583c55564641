package dev.kirooperator.sandbox.aws.service;

import dev.kirooperator.sandbox.aws.world.ApiException;
import dev.kirooperator.sandbox.aws.world.Kiro;
import dev.kirooperator.sandbox.aws.world.Profile;
import dev.kirooperator.sandbox.aws.world.World;
import java.util.Map;
import java.util.Optional;

/** What Kiro's operations share: the profile of a Region. */
final class KiroScope {
    private final World world;

    KiroScope(World world) {
        this.world = world;
    }

    Optional<Profile> profile(String region) {
        return world.kiro(region).flatMap(Kiro::profile);
    }

    /** The profile that an assignment is for; ResourceNotFoundException when the Region has none or another than the request names. */
    Profile required(String region, Input in) {
        Profile profile = profile(region)
                .orElseThrow(() -> ApiException.notFound("No profile found in " + region + ".", Map.of()));
        in.text("profileArn", Rule.ANY)
                .filter(arn -> !arn.equals(profile.arn()))
                .ifPresent(arn -> {
                    throw ApiException.notFound("Profile " + arn + " not found.", Map.of());
                });
        in.text("instanceArn", Rule.ANY).filter(arn -> !isInstance(arn)).ifPresent(arn -> {
            throw ApiException.validation("Invalid identity center configuration");
        });
        return profile;
    }

    /** Kiro in the Region that an assignment is for; the same exceptions as {@link #required}. */
    Kiro kiro(String region, Input in) {
        required(region, in);
        return world.kiro(region).orElseThrow();
    }

    boolean isInstance(String arn) {
        return world.instance().filter(instance -> instance.arn().equals(arn)).isPresent();
    }
}
