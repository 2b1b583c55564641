package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A team over a group with people whom no manifest names goes over to {@code assignTo: Members}. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupToMembersIT {

    private final Installation it;

    GroupToMembersIT(Cluster cluster) throws Exception {
        it = Installation.start(cluster, Map.of("KIRO_SYNC_INTERVAL", "3s"));
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @BeforeEach
    void forgetTheCalls() {
        it.aws().clearCalls();
    }

    private void addByHand(String team, String... names) {
        String groupId =
                requireNonNull(requireNonNull(it.teamStatus(team).group()).id());
        for (String name : names) {
            String userId = it.console()
                    .createUser(user -> user.identityStoreId(Installation.STORE)
                            .userName(name + "@example.com")
                            .displayName(name)
                            .name(full -> full.givenName(name).familyName("Example")))
                    .userId();
            it.console()
                    .createGroupMembership(membership -> membership
                            .identityStoreId(Installation.STORE)
                            .groupId(groupId)
                            .memberId(member -> member.userId(userId)));
        }
    }

    private String seatOf(String name) {
        return it.rows("seats").stream()
                .filter(row -> row.path("userName").asText().equals(name + "@example.com"))
                .map(row -> row.path("status").asText())
                .findFirst()
                .orElse("none");
    }

    private void signIn(String... names) {
        for (String name : names) {
            it.awaitThat("the seat of " + name, i -> seatOf(name).equals("PENDING"));
            it.aws().signIn(name + "@example.com");
        }
    }

    private List<String> assignmentCalls() {
        return it.writes().stream()
                .filter(call -> call.operation().endsWith("Assignment"))
                .map(call -> call.operation() + " "
                        + call.request().path("principalType").asText())
                .toList();
    }

    private String subscription(String team) {
        return it.condition("kteam", team, ConditionType.SUBSCRIPTION_SYNCED)
                .map(Condition::message)
                .orElse("");
    }

    @Test
    void aUserWhomNoManifestNamesKeepsTheSeatUntilSomebodyApproves() {
        it.apply(team("t2", "subscription: {plan: Pro, assignTo: Group}", "membership: {policy: Additive}")
                + member("cy", inTeam("t2")));
        it.awaitReady("kteam/t2");
        addByHand("t2", "zed");
        signIn("cy", "zed");

        it.apply(team("t2", "subscription: {plan: Pro, assignTo: Members}", "membership: {policy: Additive}"));
        it.awaitReason("kteam", "t2", ConditionType.SUBSCRIPTION_SYNCED, "RemovalHeldBack");
        it.lookAgain("kteam", "t2");
        assertThat(subscription("t2")).contains("1 of 2", idOf("zed"));
        assertThat(assignmentCalls()).containsExactly("CreateAssignment GROUP", "CreateAssignment USER");
        assertThat(seatOf("zed")).isEqualTo("ACTIVE");

        String hash = requireNonNull(requireNonNull(it.teamStatus("t2").plan()).hash());
        it.annotate("kteam", "t2", Annotations.APPROVE_PLAN, hash);
        it.awaitReady("kteam/t2");
        it.awaitThat("the end of the seat", i -> seatOf("zed").equals("CANCELLED"));
        assertThat(seatOf("cy")).isEqualTo("ACTIVE");
        assertThat(it.teamStatus("t2").lastApprovedPlan()).isEqualTo(hash);
        assertThat(requireNonNull(it.teamStatus("t2").subscription()))
                .satisfies(s -> assertThat(s.assignedTo()).isEqualTo(AssignTo.MEMBERS))
                .satisfies(s -> assertThat(s.api()).isEqualTo(AssignmentGeneration.MANAGEMENT));
    }

    @Test
    void theRemovalBrakeIsNotPassedByWhereManyWouldLoseTheirSeats() {
        String[] seven = Stream.of("s1", "s2", "s3", "s4", "s5", "s6", "s7").toArray(String[]::new);
        it.apply(team("t7", "subscription: {plan: Pro, assignTo: Group}", "membership: {policy: Additive}"));
        it.awaitReady("kteam/t7");
        addByHand("t7", seven);
        signIn(seven);
        it.apply(team("t7", "subscription: {plan: Pro, assignTo: Group}"));
        it.awaitReason("kteam", "t7", ConditionType.MEMBERS_SYNCED, "RemovalHeldBack");
        it.aws().clearCalls();

        it.apply(team("t7", "subscription: {plan: Pro, assignTo: Members}"));
        it.awaitReason("kteam", "t7", ConditionType.SUBSCRIPTION_SYNCED, "RemovalHeldBack");
        it.lookAgain("kteam", "t7");
        assertThat(it.writes()).isEmpty();
        assertThat(Stream.of(seven).map(this::seatOf)).containsOnly("ACTIVE");
    }

    private String idOf(String name) {
        return it.rows("users").stream()
                .filter(row -> row.path("userName").asText().equals(name + "@example.com"))
                .map(row -> row.path("id"))
                .map(JsonNode::asText)
                .findFirst()
                .orElseThrow();
    }
}
