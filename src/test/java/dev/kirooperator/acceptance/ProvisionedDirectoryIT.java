package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static dev.kirooperator.acceptance.Manifests.teamWith;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.ManagedBy;
import dev.kirooperator.api.v1alpha1.MemberCounts;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.sandbox.aws.Seed;
import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.sandbox.aws.StandInOptions;
import dev.kirooperator.sandbox.aws.world.ExternalId;
import dev.kirooperator.sandbox.aws.world.Settings;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Identity Center fed by SCIM. The sync interval is far longer than any test: what the provider does is found by looking for it. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProvisionedDirectoryIT {

    private static final String ISSUER = "https://idp.example.com";
    private static final String SEED = """
            {"users": [%s
              {"userName": "own@example.com", "email": "own@example.com"}],
             "groups": [
              {"displayName": "engineering", "externalIds": [{"issuer": "%s", "id": "g1"}],
               "members": ["ann@example.com", "ben@example.com"]},
              {"displayName": "research", "externalIds": [{"issuer": "%s", "id": "g2"}], "members": []}]}
            """;

    private final Installation it;

    ProvisionedDirectoryIT(Cluster cluster) throws Exception {
        it = Installation.start(
                cluster,
                StandIn.start(StandInOptions.defaults()
                        .withSettings(Settings.DEFAULT
                                .withQuota(false)
                                .withAssignmentDelay(Duration.ofMillis(500))
                                .withGroupSyncDelay(Duration.ofMillis(500)))
                        .withSeed(Seed.parse(SEED.formatted(people(), ISSUER, ISSUER)))),
                Map.of(
                        "KIRO_SYNC_INTERVAL", "45m",
                        "KIRO_CONNECTIONS_STRICT_IDENTITY_CENTER_PROVISIONED_MEMBERSHIPS", "none",
                        "KIRO_CONNECTIONS_MIXED_IDENTITY_CENTER_USERS", "operator"));
    }

    private static String people() {
        List<String> names = List.of("ann", "ben", "cat", "dan", "fox", "gus", "hal");
        StringBuilder all = new StringBuilder();
        IntStream.range(0, names.size())
                .forEach(i -> all.append(
                        "{\"userName\": \"%s@example.com\", \"externalIds\": [{\"issuer\": \"%s\", \"id\": \"u%d\"}]},"
                                .formatted(names.get(i), ISSUER, i)));
        return all.toString();
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @BeforeEach
    void forgetCalls() {
        it.aws().clearCalls();
    }

    private String userId(String name) {
        return it.rows("users").stream()
                .filter(user -> user.path("userName").asText().equals(name + "@example.com"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private String groupId(String name) {
        return it.rows("groups").stream()
                .filter(group -> group.path("displayName").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private String message(String kind, String name, ConditionType type) {
        return requireNonNull(it.condition(kind, name, type).orElseThrow().message());
    }

    @Test
    void aProvisionedPersonIsMatchedWithoutCaseJoinsAndIsNeverWrittenTo() {
        it.apply(team("tools", "subscription: {plan: Pro}")
                + member(
                        "ann",
                        "userName: ANN@Example.com",
                        "displayName: Somebody Else",
                        "adopt: true",
                        "invitation: Email",
                        "deletionPolicy: Delete",
                        inTeam("tools")));

        it.awaitReason("kmember", "ann", ConditionType.USER_SYNCED, "ManagedByIdentityProvider");
        it.awaitReason("kmember", "ann", ConditionType.TEAMS_SYNCED, "Synced");
        it.awaitReason("kmember", "ann", ConditionType.SEAT_ASSIGNED, "SeatPending");
        assertThat(message("kmember", "ann", ConditionType.USER_SYNCED)).contains(ISSUER, "spec.adopt");
        it.awaitReason("kmember", "ann", ConditionType.INVITED, "ManagedByIdentityProvider");
        assertThat(requireNonNull(it.memberStatus("ann").user()).origin()).isEqualTo(Origin.EXISTING);
        assertThat(requireNonNull(it.memberStatus("ann").user()).managedBy()).isEqualTo(ManagedBy.IDENTITY_PROVIDER);

        it.apply(member("ann", "userName: ANN@Example.com", "adopt: false", "deletionPolicy: Delete", inTeam("tools")));
        it.awaitReady("kmember/ann");
        it.delete("kmember", "ann");
        assertThat(it.writeOperations())
                .containsExactlyInAnyOrder(
                        "CreateGroup", "CreateAssignment", "CreateGroupMembership", "DeleteGroupMembership");
        assertThat(userId("ann")).isNotEmpty();
    }

    @Test
    void aPersonWhoIsNotProvisionedYetIsWaitedForAndFoundSoon() {
        it.apply(team("waits") + member("new", inTeam("waits")));
        it.awaitReason("kmember", "new", ConditionType.USER_SYNCED, "WaitingForUser");
        assertThat(message("kmember", "new", ConditionType.USER_SYNCED))
                .contains(ISSUER, "identity-center.users=operator");
        assertThat(it.writeOperations()).doesNotContain("CreateUser");
        it.awaitReason("kteam", "waits", ConditionType.MEMBERS_SYNCED, "WaitingForUser");
        it.awaitReady("kteam/waits");
        assertThat(message("kteam", "waits", ConditionType.MEMBERS_SYNCED)).contains(ISSUER, it.namespace() + "/new");

        String id = it.console()
                .createUser(r -> r.identityStoreId(Installation.STORE)
                        .userName("new@example.com")
                        .displayName("New")
                        .name(n -> n.givenName("New").familyName("One")))
                .userId();
        it.aws().externalIds(id, List.of(new ExternalId(ISSUER, "u9")));
        it.awaitReady("kmember/new");
        assertThat(requireNonNull(it.memberStatus("new").user()).origin()).isEqualTo(Origin.EXISTING);
    }

    @Test
    void aTeamOverAProvidersGroupTouchesOnlyItsAssignment() throws Exception {
        it.apply(teamWith("eng", "group: {displayName: engineering}", "subscription: {plan: Pro}"));
        it.awaitReason("kteam", "eng", ConditionType.GROUP_SYNCED, "AlreadyExists");
        assertThat(it.writes()).isEmpty();

        it.apply(teamWith(
                        "eng",
                        "group: {displayName: engineering, adopt: true, description: Ours now}",
                        "subscription: {plan: Pro}",
                        "deletionPolicy: Delete")
                + member("ben", inTeam("eng"))
                + member("cat", inTeam("eng")));
        it.awaitReady("kteam/eng", "kmember/ben");
        it.awaitReason("kmember", "cat", ConditionType.TEAMS_SYNCED, "ManagedByIdentityProvider");
        it.awaitThat(
                "the members that were found",
                i -> new MemberCounts(2, 1, 1, 1).equals(i.teamStatus("eng").members()));
        assertThat(message("kteam", "eng", ConditionType.MEMBERS_SYNCED)).contains(ISSUER, "1 of 2 KiroMembers");

        it.console()
                .createGroupMembership(r -> r.identityStoreId(Installation.STORE)
                        .groupId(groupId("engineering"))
                        .memberId(m -> m.userId(userId("cat"))));
        it.awaitReady("kmember/cat");

        it.apply(member("cat", inTeam("eng"), "expiresAt: \"2026-01-01T00:00:00Z\""));
        it.awaitReason("kmember", "cat", ConditionType.READY, "ManagedByIdentityProvider");
        assertThat(message("kmember", "cat", ConditionType.TEAMS_SYNCED)).contains("spec.expiresAt is past", ISSUER);

        it.apply(teamWith("rival", "group: {displayName: Engineering, adopt: true}", "subscription: {plan: Power}"));
        it.awaitReason("kteam", "rival", ConditionType.GROUP_SYNCED, "Conflict");
        assertThat(message("kteam", "rival", ConditionType.GROUP_SYNCED)).contains(it.namespace() + "/eng");

        it.delete("kmember", "ben");
        assertThat(it.eventReasons("ben")).containsOnlyOnce("MembershipKept");
        it.delete("kteam", "rival");
        it.stopOperator();
        it.delete("kteam", "eng", "--wait=false");
        it.startAgain();
        it.awaitThat(
                "the assignment given back",
                i -> i.rows("assignments").stream()
                        .noneMatch(row -> row.path("principalName").asText().equals("engineering")));
        assertThat(it.writeOperations()).containsExactly("CreateAssignment", "DeleteAssignment");
        assertThat(groupId("engineering")).isNotEmpty();
    }

    @Test
    void whereTheConfigurationSaysNoneAProvisionedPersonIsPutIntoNoGroup() {
        it.apply(teamWith("strict", "connection: strict").replaceFirst("  connection: default\n", "")
                + member("dan", inTeam("strict")));
        it.awaitReason("kteam", "strict", ConditionType.GROUP_SYNCED, "Synced");
        it.awaitReason("kmember", "dan", ConditionType.TEAMS_SYNCED, "ManagedByIdentityProvider");
        assertThat(message("kmember", "dan", ConditionType.TEAMS_SYNCED))
                .contains("kiro.connections.strict.identity-center.provisioned-memberships=own-groups");
        it.awaitReason("kteam", "strict", ConditionType.STALLED, "ManagedByIdentityProvider");
        assertThat(message("kteam", "strict", ConditionType.MEMBERS_SYNCED)).contains(ISSUER, it.namespace() + "/dan");
        assertThat(it.writeOperations()).doesNotContain("CreateGroupMembership");
    }

    @Test
    void whereTheConfigurationSaysOperatorMissingPeopleAreCreatedAllTheSame() {
        it.apply(teamWith("mixed", "connection: mixed").replaceFirst("  connection: default\n", "")
                + member("contractor", inTeam("mixed")));
        it.awaitReady("kteam/mixed", "kmember/contractor");
        assertThat(it.writeOperations()).contains("CreateUser", "CreateGroupMembership");
    }
}
