package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A stand-in with a frozen clock and no quota, and the steps that tests of Kiro's seats share. */
abstract class KiroTestCase {
    static final String MANAGEMENT = "KiroControlPlaneQDeveloperService";
    static final String CODEWHISPERER = "AmazonQDeveloperService";
    static final String PRO = "Q_DEVELOPER_STANDALONE_PRO";
    static final String PRO_PLUS = "Q_DEVELOPER_STANDALONE_PRO_PLUS";
    static final String POWER = "Q_DEVELOPER_STANDALONE_POWER";
    static final Duration USER_DELAY = Duration.ofSeconds(2);
    static final Duration GROUP_DELAY = Duration.ofSeconds(3);
    static final Instant START = Instant.parse("2026-01-15T09:00:00Z");
    static final Instant NEXT_MONTH = Instant.parse("2026-02-01T00:00:00Z");

    StandIn standIn;
    WireClient wire;

    @BeforeEach
    final void startStandIn() throws IOException {
        StandInOptions options = StandInOptions.defaults().frozenAt(START);
        standIn = StandIn.start(options.withSettings(options.settings().withQuota(false)));
        wire = new WireClient(standIn.url());
    }

    @AfterEach
    final void stopStandIn() {
        standIn.close();
    }

    final String createUser(String name) {
        return store("CreateUser", """
                        {"IdentityStoreId": "d-1234567890", "UserName": "%1$s@example.com", "DisplayName": "%1$s",
                         "Name": {"GivenName": "%1$s", "FamilyName": "Example"}}
                        """.formatted(name)).path("UserId").asText();
    }

    final String createGroup(String name) {
        return store("CreateGroup", "{\"IdentityStoreId\": \"d-1234567890\", \"DisplayName\": \"" + name + "\"}")
                .path("GroupId")
                .asText();
    }

    final String join(String group, String user) {
        return store("CreateGroupMembership", """
                        {"IdentityStoreId": "d-1234567890", "GroupId": "%s", "MemberId": {"UserId": "%s"}}
                        """.formatted(group, user))
                .path("MembershipId")
                .asText();
    }

    final void leave(String membership) {
        store(
                "DeleteGroupMembership",
                "{\"IdentityStoreId\": \"d-1234567890\", \"MembershipId\": \"" + membership + "\"}");
    }

    final void deleteUser(String user) {
        store("DeleteUser", "{\"IdentityStoreId\": \"d-1234567890\", \"UserId\": \"" + user + "\"}");
    }

    final JsonNode store(String operation, String request) {
        return succeed(wire.call("AWSIdentityStore." + operation, "identitystore", request));
    }

    final void assign(String type, String id, String plan) {
        succeed(wire.assignment(MANAGEMENT, "CreateAssignment", type, id, plan));
    }

    final void reassign(String type, String id, String plan) {
        succeed(wire.assignment(MANAGEMENT, "UpdateAssignment", type, id, plan));
    }

    final void unassign(String type, String id) {
        succeed(wire.assignment(MANAGEMENT, "DeleteAssignment", type, id, ""));
    }

    /** Gives the user a seat that nobody used yet. */
    final void pending(String user) {
        assign("USER", user, PRO);
        standIn.advance(USER_DELAY);
    }

    /** Gives the user a seat in use. */
    final void active(String user) {
        pending(user);
        standIn.signIn(user);
    }

    /** Gives the user a seat and takes it back after its use. */
    final void cancelled(String user) {
        active(user);
        unassign("USER", user);
    }

    /** The rows of ListUserSubscriptions. */
    final List<JsonNode> seats() {
        JsonNode answer = succeed(wire.call(
                "AWSZornControlPlaneService.ListUserSubscriptions",
                "user-subscriptions",
                "{\"instanceArn\": \"" + instanceArn()
                        + "\", \"maxResults\": 1000, \"subscriptionRegion\": \"us-east-1\"}"));
        List<JsonNode> rows = new ArrayList<>();
        answer.path("subscriptions").forEach(rows::add);
        return rows;
    }

    /** The user's row. */
    final JsonNode seat(String user) {
        return seats().stream()
                .filter(row -> row.path("principal").path("user").asText().equals(user))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No seat of " + user));
    }

    final String instanceArn() {
        return standIn.dump().path("instance").path("arn").asText();
    }

    final String applicationArn() {
        return standIn.dump().path("profile").path("applicationArn").asText();
    }

    static JsonNode succeed(WireClient.Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.body();
    }
}
