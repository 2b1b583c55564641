package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.ApiException;
import dev.kirooperator.sandbox.aws.world.Instance;
import dev.kirooperator.sandbox.aws.world.Kiro;
import dev.kirooperator.sandbox.aws.world.Profile;
import dev.kirooperator.sandbox.aws.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Kiro profiles: one per account and Region. A new one is CREATING for the assignment delay, and CreateAssignment is denied meanwhile. */
final class ProfilesApi {
    private static final Set<String> SETTABLE = Set.of(
            "profileName",
            "description",
            "identitySource",
            "referenceTrackerConfiguration",
            "activeFunctionalities",
            "kmsKeyArn",
            "optInFeatures",
            "resourcePolicy");

    private final World world;
    private final KiroScope scope;

    ProfilesApi(World world, KiroScope scope) {
        this.world = world;
        this.scope = scope;
    }

    Service service() {
        return Service.of(
                "codewhisperer",
                "AWSCodeWhispererService",
                "codewhisperer",
                Dialect.KIRO,
                Map.of(
                        "ListProfiles", this::list,
                        "CreateProfile", this::create,
                        "UpdateProfile", this::update,
                        "DeleteProfile", this::delete));
    }

    private ObjectNode list(Caller caller, Input in) {
        List<Profile> profiles = scope.profile(caller.region()).stream().toList();
        return Page.of("ListProfiles", "", in, Page.Style.KIRO, profiles, profile -> 1)
                .write("profiles", Page.Style.KIRO, this::write);
    }

    private ObjectNode create(Caller caller, Input in) {
        in.required("profileName", Rule.ANY);
        Input source = in.requiredObject("identitySource");
        Optional<Input> sso = source.object("ssoIdentitySource");
        boolean isExternal = source.object("externalIdentitySource").isPresent();
        if (isExternal == sso.isPresent() || (sso.isPresent() && !isThisInstance(sso.get()))) {
            throw ApiException.validation("Invalid identity center configuration");
        }
        Instant ready = world.now().plus(world.settings().assignmentDelay());
        String arn = world.once(
                in.text("clientToken", Rule.ANY),
                () -> world.createProfile(caller.region(), settable(in), ready).arn());
        return Json.object().put("profileArn", arn);
    }

    private ObjectNode update(Caller caller, Input in) {
        Profile changed = named(caller, in).updateProfile(settable(in));
        return Json.object().put("profileArn", changed.arn());
    }

    private ObjectNode delete(Caller caller, Input in) {
        named(caller, in).deleteProfile();
        return Json.object();
    }

    private boolean isThisInstance(Input sso) {
        String arn = sso.required("instanceArn", Rule.INSTANCE_ARN);
        String region = sso.text("ssoRegion", Rule.ANY).orElse("");
        return world.instance().map(Instance::region).orElse("").equals(region) && scope.isInstance(arn);
    }

    /** Kiro in the caller's Region, whose profile is the named one. */
    private Kiro named(Caller caller, Input in) {
        String arn = in.required("profileArn", Rule.ANY);
        return world.kiro(caller.region())
                .filter(kiro -> kiro.profile().map(Profile::arn).orElse("").equals(arn))
                .orElseThrow(() -> ApiException.notFound("Profile " + arn + " not found.", Map.of()));
    }

    private static ObjectNode settable(Input in) {
        ObjectNode attributes = Json.object();
        for (Map.Entry<String, JsonNode> member : in.json().properties()) {
            if (SETTABLE.contains(member.getKey())) {
                attributes.set(member.getKey(), member.getValue());
            }
        }
        return attributes;
    }

    private ObjectNode write(Profile profile) {
        ObjectNode answer = Json.object().put("arn", profile.arn());
        answer.setAll(profile.attributes());
        JsonNode source = profile.attributes().path("identitySource");
        answer.remove("identitySource");
        ObjectNode identity = answer.putObject("identityDetails");
        identity.set(
                source.has("externalIdentitySource") ? "externalIdentityDetails" : "ssoIdentityDetails",
                source.path(source.has("externalIdentitySource") ? "externalIdentitySource" : "ssoIdentitySource")
                        .deepCopy());
        answer.put("status", profile.status(world.now()));
        profile.trouble().ifPresent(trouble -> answer.put("errorDetails", trouble.errorDetails()));
        answer.putArray("applicationProperties")
                .addObject()
                .put("applicationArn", profile.applicationArn())
                .put("applicationType", "KIRO");
        return answer;
    }
}
