package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.AccountAssignmentForPrincipal;
import software.amazon.awssdk.services.ssoadmin.model.PrincipalType;

/** {@code /_sandbox/} as a person with curl meets it. */
class ControlEndpointTest extends KiroTestCase {
    @Test
    void theIndexListsWhatThereIs() {
        JsonNode index = succeed(wire.control("GET", "", ""));

        assertThat(index.fieldNames())
                .toIterable()
                .contains(
                        "GET /_sandbox/state",
                        "GET /_sandbox/calls",
                        "DELETE /_sandbox/calls",
                        "POST /_sandbox/sign-in",
                        "POST /_sandbox/clock",
                        "POST /_sandbox/account",
                        "POST /_sandbox/faults",
                        "DELETE /_sandbox/faults",
                        "POST /_sandbox/settings",
                        "POST /_sandbox/external-ids",
                        "POST /_sandbox/account-assignments",
                        "POST /_sandbox/reset");
    }

    @Test
    void theStateHoldsEverything() {
        String user = createUser("ada");
        String group = createGroup("developers");
        join(group, user);
        assign("GROUP", group, PRO);
        standIn.advance(GROUP_DELAY);

        JsonNode state = succeed(wire.control("GET", "state", ""));

        assertThat(state.path("users").path(0).path("userName").asText()).isEqualTo("ada@example.com");
        assertThat(state.path("groups").path(0).path("displayName").asText()).isEqualTo("developers");
        assertThat(state.path("memberships").path(0).path("userId").asText()).isEqualTo(user);
        assertThat(state.path("assignments").path(0).path("plan").asText()).isEqualTo(PRO);
        assertThat(state.path("assignments").path(0).path("principalName").asText())
                .isEqualTo("developers");
        assertThat(state.path("seats").path(0).path("status").asText()).isEqualTo("PENDING");
        assertThat(state.path("seats").path(0).path("origin").asText()).isEqualTo("GROUP");
        assertThat(state.path("time").asText()).isEqualTo("2026-01-15T09:00:03Z");
    }

    @Test
    void callsAreFilteredAndForgotten() {
        createUser("ada");
        store("ListUsers", "{\"IdentityStoreId\": \"d-1234567890\"}");
        createGroup("developers");

        assertThat(succeed(wire.control("GET", "calls", ""))).hasSize(3);
        assertThat(succeed(wire.control("GET", "calls?writes=true", ""))).hasSize(2);
        assertThat(succeed(wire.control("GET", "calls?after=2", ""))).hasSize(1);
        assertThat(succeed(wire.control("GET", "calls?operation=identitystore:*User*", "")))
                .hasSize(2);
        JsonNode call = succeed(wire.control("GET", "calls", "")).get(0);
        assertThat(call.path("operation").asText()).isEqualTo("CreateUser");
        assertThat(call.path("time").asText()).isEqualTo("2026-01-15T09:00:00Z");
        assertThat(call.path("request").path("UserName").asText()).isEqualTo("ada@example.com");
        assertThat(call.path("latency").asText()).startsWith("PT");

        succeed(wire.control("DELETE", "calls", ""));
        assertThat(succeed(wire.control("GET", "calls", ""))).isEmpty();
    }

    @Test
    void aUserSignsInByNameOrId() {
        String ada = createUser("ada");
        String bob = createUser("bob");
        pending(ada);
        pending(bob);

        succeed(wire.control("POST", "sign-in", "{\"userName\": \"ADA@example.com\"}"));
        succeed(wire.control("POST", "sign-in", "{\"userId\": \"" + bob + "\"}"));

        assertThat(seats())
                .allSatisfy(seat -> assertThat(seat.path("status").asText()).isEqualTo("ACTIVE"));
    }

    @Test
    void theClockMovesByAndTo() {
        assertThat(succeed(wire.control("POST", "clock", "{\"advance\": \"PT1H\"}"))
                        .path("time")
                        .asText())
                .isEqualTo("2026-01-15T10:00:00Z");
        assertThat(succeed(wire.control("POST", "clock", "{\"set\": \"2026-03-01T00:00:00Z\"}"))
                        .path("time")
                        .asText())
                .isEqualTo("2026-03-01T00:00:00Z");
        assertThat(succeed(wire.control("GET", "clock", "")).path("time").asText())
                .isEqualTo("2026-03-01T00:00:00Z");
    }

    @Test
    void theAccountIsBlockedAndFreed() {
        String user = createUser("ada");
        succeed(wire.control("POST", "account", "{\"blocked\": true}"));
        assertThat(wire.assignment(MANAGEMENT, "CreateAssignment", "USER", user, PRO)
                        .type())
                .isEqualTo("AccessDeniedException");

        succeed(wire.control("POST", "account", "{\"blocked\": false}"));
        assign("USER", user, PRO);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"operation\": \"ListUsers\", \"kind\": \"throttle\", \"retryAfterSeconds\": 9}', ThrottlingException, 400",
        "'{\"operation\": \"*\", \"kind\": \"error\", \"type\": \"TeapotException\", \"status\": 418}', TeapotException, 418",
        "'[{\"operation\": \"ListUsers\", \"kind\": \"internal\", \"times\": 3}]', InternalServerException, 500",
        "'{\"operation\": \"ListUsers\", \"kind\": \"internal\", \"times\": \"always\"}', InternalServerException, 500",
        "'{\"operation\": \"ListUsers\", \"kind\": \"lost-answer\"}', IOException, 0",
        "'{\"operation\": \"ListUsers\", \"kind\": \"timeout\", \"seconds\": 0.01}', IOException, 0",
        "'{\"operation\": \"ListUsers\", \"kind\": \"slow\", \"seconds\": 0.01}', '', 200",
    })
    void aFaultIsInjected(String fault, String type, int status) {
        succeed(wire.control("POST", "faults", fault));

        var reply = wire.call("AWSIdentityStore.ListUsers", "identitystore", "{\"IdentityStoreId\": \"d-1234567890\"}");

        assertThat(reply.type()).isEqualTo(type);
        assertThat(reply.status()).isEqualTo(status);
        succeed(wire.control("DELETE", "faults", ""));
        assertThat(succeed(wire.control("GET", "faults", ""))).isEmpty();
    }

    @Test
    void settingsAreChangedInPart() {
        JsonNode changed =
                succeed(wire.control("POST", "settings", "{\"groupSyncDelay\": \"PT24H\", \"management\": false}"));

        assertThat(changed.path("groupSyncDelay").asText()).isEqualTo("PT24H");
        assertThat(changed.path("assignmentDelay").asText()).isEqualTo("PT2S");
        assertThat(standIn.settings().management()).isFalse();
        assertThat(standIn.settings().codewhisperer()).isTrue();
    }

    @Test
    void externalIdsPlayScim() {
        String user = createUser("ada");

        succeed(wire.control(
                "POST",
                "external-ids",
                "{\"id\": \"" + user + "\", \"externalIds\": [{\"issuer\": \"https://idp\", \"id\": \"u1\"}]}"));

        JsonNode described =
                store("DescribeUser", "{\"IdentityStoreId\": \"d-1234567890\", \"UserId\": \"" + user + "\"}");
        assertThat(described.path("ExternalIds").path(0).path("Id").asText()).isEqualTo("u1");
    }

    @Test
    void aGroupIsGivenPermissionSetsAndLosesThem() {
        String group = createGroup("developers");
        String arn = "arn:aws:sso:::permissionSet/ssoins-7223c45b67d89e0f/ps-0123456789abcdef";

        succeed(wire.control(
                "POST",
                "account-assignments",
                "{\"groupId\": \"" + group + "\", \"permissionSetArns\": [\"" + arn + "\"]}"));
        assertThat(accountAssignments(group)).hasSize(1);

        succeed(wire.control(
                "POST", "account-assignments", "{\"groupId\": \"" + group + "\", \"permissionSetArns\": []}"));
        assertThat(accountAssignments(group)).isEmpty();
    }

    private List<AccountAssignmentForPrincipal> accountAssignments(String group) {
        try (SsoAdminClient sso = SdkClients.ssoAdmin(standIn.url())) {
            String instance =
                    sso.listInstances(request -> {}).instances().get(0).instanceArn();
            return sso.listAccountAssignmentsForPrincipal(request -> request.instanceArn(instance)
                            .principalType(PrincipalType.GROUP)
                            .principalId(group))
                    .accountAssignments();
        }
    }

    @Test
    void aResetGoesBackToTheStart() {
        String first = createUser("ada");
        standIn.advance(GROUP_DELAY);
        wire.control("POST", "faults", "{\"operation\": \"ListUsers\", \"kind\": \"internal\"}");
        wire.control("POST", "settings", "{\"management\": false}");

        succeed(wire.control("POST", "reset", ""));

        assertThat(standIn.dump().path("users")).isEmpty();
        assertThat(standIn.now()).isEqualTo(START);
        assertThat(standIn.calls()).isEmpty();
        assertThat(standIn.faults()).isEmpty();
        assertThat(standIn.settings().management()).isTrue();
        assertThat(createUser("ada")).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "sign-in, '{}', 'userName'",
        "sign-in, '{\"userName\": \"nobody\"}', no user",
        "sign-in, '{\"user\": \"ada\"}', unknown [user]",
        "sign-in, '{', Expected JSON",
        "clock, '{\"advance\": \"1h\"}', ISO 8601",
        "clock, '{\"advance\": \"-PT1H\"}', only moves forward",
        "clock, '{\"set\": \"2020-01-01T00:00:00Z\"}', only moves forward",
        "clock, '{\"set\": 7}', must be a string",
        "clock, '{\"advance\": \"PT2540400000000H\"}', no further than 2200",
        "clock, '{\"set\": \"+1000000000-12-31T23:59:59Z\"}', no further than 2200",
        "account, '{}', 'blocked'",
        "account, '{\"blocked\": \"yes\"}', true or false",
        "faults, '{\"operation\": \"*\", \"kind\": \"earthquake\"}', 'unknown kind ''earthquake'''",
        "faults, '{\"kind\": \"internal\"}', 'operation'",
        "faults, '{\"operation\": \"*\", \"kind\": \"error\"}', 'type'",
        "faults, '{\"operation\": \"*\", \"kind\": \"internal\", \"times\": 0}', at least 1",
        "faults, '7', expected a JSON object",
        "faults, '{\"operation\": \"*\", \"kind\": \"error\", \"type\": \"X\", \"members\": {\"a\": null}}', is null",
        "faults, '{\"operation\": \"*\", \"kind\": \"error\", \"type\": \"X\", \"status\": 99999}', 400 to 599",
        "faults, '{\"operation\": \"*\", \"kind\": \"error\", \"type\": \"X\", \"status\": 204}', 400 to 599",
        "faults, '{\"operation\": \"*\", \"kind\": \"error\", \"type\": \"A\\nB\"}', must be an error code",
        "settings, '{\"powerReadBack\": null}', 'powerReadBack'",
        "settings, '{\"groupSyncDelay\": null}', 'groupSyncDelay'",
        "settings, '{\"speed\": 1}', speed",
        "settings, '{\"quotaRate\": 0}', quotaRate",
        "settings, '{\"groupSyncDelay\": \"soon\"}', soon",
        "settings, '[]', expected a JSON object",
        "external-ids, '{\"id\": \"x\", \"externalIds\": []}', not found",
        "external-ids, '{\"externalIds\": 3}', must be a list",
        "account-assignments, '{\"groupId\": \"x\", \"permissionSetArns\": []}', no group",
    })
    void wrongInputIsExplained(String path, String body, String explanation) {
        var reply = wire.control("POST", path, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("error").asText()).contains(explanation);
    }

    @Test
    void anUnknownPathPointsToTheIndex() {
        var reply = wire.control("POST", "state", "{}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body().path("error").asText()).contains("POST /_sandbox/state", "GET /_sandbox/");
        assertThat(wire.control("GET", "calls?after=x", "").status()).isEqualTo(400);
    }
}
