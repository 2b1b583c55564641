package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.ApiException;
import dev.kirooperator.sandbox.aws.world.Sessions;
import dev.kirooperator.sandbox.aws.world.World;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** STS: who am I, and assuming a role. Any role may be assumed, but one with an external id only with that. */
final class StsApi {
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):role/(.+)");
    private static final int DEFAULT_DURATION_SECONDS = 3600;
    private static final int MIN_DURATION_SECONDS = 900;
    private static final int MAX_DURATION_SECONDS = 43_200;

    private final World world;

    StsApi(World world) {
        this.world = world;
    }

    Service service() {
        return Service.of(
                "sts",
                "2011-06-15",
                "sts",
                Dialect.STS,
                Map.of(
                        "GetCallerIdentity", this::getCallerIdentity,
                        "AssumeRole", this::assumeRole,
                        "AssumeRoleWithWebIdentity", this::assumeRoleWithWebIdentity));
    }

    private ObjectNode getCallerIdentity(Caller caller, Input in) {
        String userId = world.sessions()
                .find(caller.accessKeyId())
                .map(session -> session.roleId() + ":"
                        + caller.arn().substring(caller.arn().lastIndexOf('/') + 1))
                .orElse(caller.accessKeyId());
        return Json.object()
                .put("UserId", userId)
                .put("Account", caller.account())
                .put("Arn", caller.arn());
    }

    private ObjectNode assumeRole(Caller caller, Input in) {
        String roleArn = required(in, "RoleArn");
        String externalId = in.json().path("ExternalId").asText("");
        if (!world.sessions().mayAssume(roleArn, externalId)) {
            throw new ApiException(
                    403,
                    "AccessDenied",
                    "User: " + caller.arn() + " is not authorized to perform: sts:AssumeRole on resource: " + roleArn,
                    Map.of());
        }
        return open(in, roleArn);
    }

    private ObjectNode assumeRoleWithWebIdentity(Caller caller, Input in) {
        required(in, "WebIdentityToken");
        return open(in, required(in, "RoleArn")).put("SubjectFromWebIdentityToken", "stand-in");
    }

    private ObjectNode open(Input in, String roleArn) {
        String sessionName = required(in, "RoleSessionName");
        Matcher role = ROLE_ARN.matcher(roleArn);
        if (!role.matches()) {
            throw invalid(roleArn + " is invalid; a role ARN is arn:aws:iam::ACCOUNT:role/NAME");
        }
        String name = role.group(2).substring(role.group(2).lastIndexOf('/') + 1);
        String arn = "arn:aws:sts::" + role.group(1) + ":assumed-role/" + name + "/" + sessionName;
        Sessions.Session session = world.sessions().open(arn, world.now().plusSeconds(duration(in)));
        ObjectNode answer = Json.object();
        answer.putObject("Credentials")
                .put("AccessKeyId", session.accessKeyId())
                .put("SecretAccessKey", session.secret())
                .put("SessionToken", session.token())
                .put(
                        "Expiration",
                        session.expiration().truncatedTo(ChronoUnit.SECONDS).toString());
        answer.putObject("AssumedRoleUser")
                .put("AssumedRoleId", session.roleId() + ":" + sessionName)
                .put("Arn", arn);
        return answer;
    }

    private static int duration(Input in) {
        int seconds = in.json().path("DurationSeconds").asInt(DEFAULT_DURATION_SECONDS);
        if (seconds < MIN_DURATION_SECONDS || seconds > MAX_DURATION_SECONDS) {
            throw invalid("DurationSeconds must be between " + MIN_DURATION_SECONDS + " and " + MAX_DURATION_SECONDS
                    + ", not " + seconds);
        }
        return seconds;
    }

    private static String required(Input in, String member) {
        String value = in.json().path(member).asText("");
        if (value.isEmpty()) {
            throw invalid("Value null at '" + Names.camel(member)
                    + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

    private static ApiException invalid(String message) {
        return new ApiException(400, "ValidationError", message, Map.of());
    }
}
