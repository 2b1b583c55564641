package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static dev.kirooperator.acceptance.Manifests.teamWith;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.identitystore.model.AttributeOperation;

/** From a manifest to a Kiro seat and back, each test with an operator and an AWS of its own. */
@RealCluster
class JourneyIT {

    private final Cluster cluster;
    private Installation it;

    JourneyIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void start() throws Exception {
        it = Installation.start(cluster, Map.of());
    }

    @AfterEach
    void stop() {
        it.close();
    }

    @Test
    void aTeamAndItsMembersGetTheirSeatsAndAnUnchangedWorldIsLeftAlone() {
        it.apply(team("dev", "subscription: {plan: Pro}")
                + member("ada", inTeam("dev"))
                + member("grace", inTeam("dev")));
        it.awaitReady("kteam/dev", "kmember/ada", "kmember/grace");

        assertThat(names("groups", "displayName")).containsExactly("dev_group");
        assertThat(names("users", "userName")).containsExactlyInAnyOrder("ada@example.com", "grace@example.com");
        assertThat(names("memberships", "userName")).containsExactlyInAnyOrder("ada@example.com", "grace@example.com");
        assertThat(it.rows("assignments")).singleElement().satisfies(row -> {
            assertThat(row.path("principalType").asText()).isEqualTo("GROUP");
            assertThat(row.path("principalName").asText()).isEqualTo("dev_group");
            assertThat(row.path("plan").asText()).isEqualTo("Q_DEVELOPER_STANDALONE_PRO");
        });
        KiroTeamStatus team = it.teamStatus("dev");
        assertThat(requireNonNull(team.signIn()).url()).isEqualTo("https://d-1234567890.awsapps.com/start");
        assertThat(requireNonNull(team.members()).joined()).isEqualTo(2);
        KiroMemberStatus ada = it.memberStatus("ada");
        assertThat(requireNonNull(ada.user()).origin()).isEqualTo(Origin.CREATED);
        assertThat(requireNonNull(ada.seat()).state()).isEqualTo(SeatState.PENDING);

        it.aws().signIn("ada@example.com");
        it.awaitReason("kmember", "ada", ConditionType.SEAT_ASSIGNED, "SeatActive");
        it.awaitThat(
                "the cost of one active seat",
                i -> "20.00"
                        .equals(requireNonNull(i.teamStatus("dev").monthlyCost())
                                .amount()));

        it.aws().clearCalls();
        String version = it.member("ada").getMetadata().getResourceVersion();
        it.lookAgain("kteam", "dev");
        it.lookAgain("kmember", "grace");
        assertThat(it.writes()).isEmpty();
        assertThat(it.member("ada").getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    void aMemberWaitsForItsTeamAndNothingIsWrittenBefore() {
        it.apply(member("ada", inTeam("dev")));
        it.awaitReason("kmember", "ada", ConditionType.TEAMS_SYNCED, "WaitingForTeam");
        assertThat(it.writes()).isEmpty();

        it.apply(team("dev", "subscription: {plan: Pro}"));
        it.awaitReady("kteam/dev", "kmember/ada");
    }

    @Test
    void aDeletedMemberLeavesItsTeamAndTheUserIsKeptOrDeletedAsThePolicySays() {
        it.apply(team("dev", "subscription: {plan: Pro, assignTo: Members}")
                + member("ada", inTeam("dev"))
                + member("grace", inTeam("dev"), "deletionPolicy: Delete"));
        it.awaitReady("kmember/ada", "kmember/grace", "kteam/dev");
        assertThat(it.rows("assignments")).hasSize(2);

        it.aws().clearCalls();
        it.delete("kmember", "ada");
        it.delete("kmember", "grace");

        assertThat(it.rows("memberships")).isEmpty();
        assertThat(it.rows("assignments")).isEmpty();
        assertThat(names("users", "userName")).containsExactly("ada@example.com");
        String graceId = it.writes().stream()
                .filter(call -> call.operation().equals("DeleteUser"))
                .findFirst()
                .orElseThrow()
                .request()
                .path("UserId")
                .asText();
        assertThat(it.writes().stream()
                        .filter(call -> call.request().toString().contains(graceId)
                                || call.operation().equals("DeleteGroupMembership"))
                        .map(call -> call.operation()))
                .containsSubsequence("DeleteAssignment", "DeleteGroupMembership", "DeleteUser");
    }

    @Test
    void namesPlansAndAttributesAreChangedInPlace() {
        it.apply(team("dev", "subscription: {plan: Pro}") + member("ada", inTeam("dev")));
        it.awaitReady("kteam/dev", "kmember/ada");
        String groupId = requireNonNull(it.teamStatus("dev").group()).id();
        String userId = requireNonNull(it.memberStatus("ada").user()).id();
        it.aws().clearCalls();

        it.apply(teamWith(
                        "dev",
                        "group: {displayName: renamed_group, description: New words}",
                        "subscription: {plan: ProPlus}")
                + member("ada", inTeam("dev"), "userName: countess", "displayName: Countess Lovelace"));
        it.awaitReady("kteam/dev", "kmember/ada");
        it.awaitThat(
                "the new plan",
                i -> requireNonNull(i.memberStatus("ada").seat()).effectivePlan() == Plan.PRO_PLUS);

        assertThat(requireNonNull(it.teamStatus("dev").group()).id()).isEqualTo(groupId);
        assertThat(requireNonNull(it.memberStatus("ada").user()).id()).isEqualTo(userId);
        assertThat(it.rows("groups")).singleElement().satisfies(group -> {
            assertThat(group.path("displayName").asText()).isEqualTo("renamed_group");
            assertThat(group.path("description").asText()).startsWith("New words [kiro-operator:default/");
        });
        assertThat(names("users", "userName")).containsExactly("countess");
        assertThat(it.writeOperations()).containsExactlyInAnyOrder("UpdateGroup", "UpdateUser", "UpdateAssignment");
    }

    @Test
    void whatIsChangedByHandAtAwsIsRepaired() {
        it.apply(team("dev", "subscription: {plan: Pro}")
                + member("ada", inTeam("dev"))
                + member("grace", inTeam("dev")));
        it.awaitReady("kteam/dev", "kmember/ada", "kmember/grace");
        String groupId = requireNonNull(it.teamStatus("dev").group()).id();
        String membershipId =
                requireNonNull(it.memberStatus("ada").teams()).get(0).membershipId();
        String stranger = it.console()
                .createUser(r -> r.identityStoreId(Installation.STORE)
                        .userName("stranger")
                        .displayName("S")
                        .name(n -> n.givenName("S").familyName("S")))
                .userId();

        it.console()
                .deleteGroupMembership(
                        r -> r.identityStoreId(Installation.STORE).membershipId(membershipId));
        it.console()
                .createGroupMembership(r ->
                        r.identityStoreId(Installation.STORE).groupId(groupId).memberId(m -> m.userId(stranger)));
        it.console()
                .updateGroup(r -> r.identityStoreId(Installation.STORE)
                        .groupId(groupId)
                        .operations(AttributeOperation.builder()
                                .attributePath("description")
                                .attributeValue(software.amazon.awssdk.core.document.Document.fromString("by hand"))
                                .build()));

        it.awaitThat(
                "the repaired group",
                i -> names("memberships", "userName").equals(List.of("ada@example.com", "grace@example.com"))
                        && i.rows("groups").get(0).path("description").asText().contains("[kiro-operator:"));
        assertThat(names("users", "userName")).contains("stranger");
    }

    @Test
    void anExistingGroupIsLeftAloneUntilItIsAdoptedAndAnExistingUserIsOnlyReferenced() {
        String groupId = it.console()
                .createGroup(r -> r.identityStoreId(Installation.STORE).displayName("dev_group"))
                .groupId();
        String userId = it.console()
                .createUser(r -> r.identityStoreId(Installation.STORE)
                        .userName("ada@example.com")
                        .displayName("Somebody Else")
                        .name(n -> n.givenName("Somebody").familyName("Else")))
                .userId();

        it.apply(team("dev") + member("ada", inTeam("dev"), "deletionPolicy: Delete"));
        it.awaitReason("kteam", "dev", ConditionType.GROUP_SYNCED, "AlreadyExists");
        it.awaitReason("kmember", "ada", ConditionType.TEAMS_SYNCED, "WaitingForTeam");
        assertThat(it.writes()).isEmpty();
        assertThat(it.condition("kteam", "dev", ConditionType.STALLED)).isPresent();

        it.apply(teamWith("dev", "group: {displayName: dev_group, adopt: true}"));
        it.awaitReady("kteam/dev", "kmember/ada");
        assertThat(requireNonNull(it.teamStatus("dev").group()).id()).isEqualTo(groupId);
        assertThat(requireNonNull(it.teamStatus("dev").group()).origin()).isEqualTo(Origin.ADOPTED);
        assertThat(requireNonNull(it.memberStatus("ada").user()).id()).isEqualTo(userId);
        assertThat(requireNonNull(it.memberStatus("ada").user()).origin()).isEqualTo(Origin.EXISTING);

        it.delete("kmember", "ada");
        assertThat(it.writeOperations())
                .containsExactly("UpdateGroup", "CreateGroupMembership", "DeleteGroupMembership");
        assertThat(names("users", "userName")).containsExactly("ada@example.com");
    }

    @Test
    void eitherMayBeDeletedFirstAndARetainedGroupIsFoundAgain() {
        it.apply(team("dev", "subscription: {plan: Pro}") + member("ada", inTeam("dev")));
        it.awaitReady("kteam/dev", "kmember/ada");
        String groupId = requireNonNull(it.teamStatus("dev").group()).id();

        it.delete("kteam", "dev");
        it.awaitReason("kmember", "ada", ConditionType.TEAMS_SYNCED, "WaitingForTeam");
        assertThat(it.rows("assignments")).isEmpty();
        assertThat(it.rows("groups")).hasSize(1);

        it.apply(team("dev", "subscription: {plan: Pro}", "deletionPolicy: Delete"));
        it.awaitReady("kteam/dev");
        assertThat(requireNonNull(it.teamStatus("dev").group()).id()).isEqualTo(groupId);

        it.delete("kteam", "dev");
        it.delete("kmember", "ada");
        assertThat(it.rows("groups")).isEmpty();
        assertThat(names("users", "userName")).containsExactly("ada@example.com");
    }

    @Test
    void aRetainedGroupMayBeAdoptedByAnotherTeam() {
        it.apply(team("dev", "group: {displayName: shared}"));
        it.awaitReady("kteam/dev");
        String groupId = requireNonNull(it.teamStatus("dev").group()).id();
        it.apply(team("ops", "group: {displayName: shared, adopt: true}"));
        it.awaitReason("kteam", "ops", ConditionType.GROUP_SYNCED, "Conflict");

        it.delete("kteam", "dev");
        it.lookAgain("kteam", "ops");
        it.awaitReady("kteam/ops");
        assertThat(requireNonNull(it.teamStatus("ops").group()).id()).isEqualTo(groupId);
    }

    @Test
    void aWipedClusterThatIsAppliedAgainGoesOnWhereItWas() throws Exception {
        String manifests = team("dev", "subscription: {plan: Pro}")
                + member("ada", inTeam("dev"))
                + member("grace", inTeam("dev"));
        it.apply(manifests);
        it.awaitReady("kteam/dev", "kmember/ada", "kmember/grace");
        String groupId = requireNonNull(it.teamStatus("dev").group()).id();

        it.wipeTheCluster();
        it.apply(manifests);
        it.startAgain();

        it.awaitReady("kteam/dev", "kmember/ada", "kmember/grace");
        assertThat(requireNonNull(it.teamStatus("dev").group()).id()).isEqualTo(groupId);
        assertThat(it.writes()).isEmpty();
    }

    @Test
    void theOldestMembersGetInWhenThereIsALimit() {
        it.apply(team("dev", "membership: {maxMembers: 1}") + member("ada", inTeam("dev")));
        it.awaitReady("kteam/dev", "kmember/ada");
        it.apply(member("grace", inTeam("dev")));

        it.awaitReason("kmember", "grace", ConditionType.TEAMS_SYNCED, "LimitReached");
        it.awaitReason("kteam", "dev", ConditionType.MEMBERS_SYNCED, "LimitReached");
        assertThat(names("memberships", "userName")).containsExactly("ada@example.com");

        it.delete("kmember", "ada");
        it.awaitReady("kmember/grace", "kteam/dev");
    }

    private List<String> names(String table, String field) {
        return it.rows(table).stream()
                .map(row -> row.path(field))
                .map(JsonNode::asText)
                .sorted()
                .toList();
    }
}
