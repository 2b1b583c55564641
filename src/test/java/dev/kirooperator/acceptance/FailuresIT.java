package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static dev.kirooperator.acceptance.Manifests.teamWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user sees of each way in which AWS can fail, and that the operator goes on afterwards. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailuresIT {

    private final Installation it;

    FailuresIT(Cluster cluster) throws Exception {
        it = Installation.start(
                cluster,
                Map.of(
                        "KIRO_TENANCY_RULES_0__NAMESPACES", "*",
                        "KIRO_TENANCY_RULES_0__PLANS", "Pro,ProPlus",
                        "KIRO_TENANCY_RULES_0__ADOPTION", "false"));
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @AfterEach
    void heal() {
        it.aws().clearFaults();
        it.aws().block(false);
        it.aws().clearCalls();
    }

    static Stream<Arguments> failuresOfAGroup() {
        return Stream.of(
                Arguments.of("throttled", Fault.throttle("CreateGroup", 1), "Throttled"),
                Arguments.of(
                        "denied", Fault.error("CreateGroup", 400, "AccessDeniedException", "Not you."), "AccessDenied"),
                Arguments.of(
                        "invalid", Fault.error("CreateGroup", 400, "ValidationException", "Not so."), "AWSRejected"),
                Arguments.of("conflict", Fault.error("CreateGroup", 400, "ConflictException", "Not now."), "Conflict"),
                Arguments.of(
                        "storeless",
                        Fault.error("CreateGroup", 400, "ResourceNotFoundException", "Not here."),
                        "InstanceNotFound"),
                Arguments.of("broken", Fault.internal("CreateGroup"), "AWSUnavailable"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfAGroup")
    void aFailureHasItsReasonAndAnEventAndIsOvercome(String name, Fault fault, String reason) {
        String team = "group-" + name;
        it.aws().fault(fault.always());
        it.apply(team(team));

        it.awaitReason("kteam", team, ConditionType.GROUP_SYNCED, reason);
        it.awaitThat("an Event", i -> i.eventReasons(team).contains(reason));
        assertThat(it.condition("kteam", team, ConditionType.READY)
                        .orElseThrow()
                        .message())
                .contains("CreateGroup failed");

        it.aws().clearFaults();
        it.lookAgain("kteam", team);
        it.awaitReady("kteam/" + team);
    }

    @Test
    void aBlockedAccountIsToldFromMissingRightsAndDoesNotKeepTheGroupFromSyncing() {
        it.aws().block(true);
        it.apply(team("blocked", "subscription: {plan: Pro}"));

        it.awaitReason("kteam", "blocked", ConditionType.SUBSCRIPTION_SYNCED, "AccountBlocked");
        it.awaitReason("kteam", "blocked", ConditionType.GROUP_SYNCED, "Synced");
        assertThat(it.condition("kteam", "blocked", ConditionType.READY)
                        .orElseThrow()
                        .message())
                .contains("AWS request id");

        it.aws().block(false);
        it.lookAgain("kteam", "blocked");
        it.awaitReady("kteam/blocked");
    }

    @Test
    void aSilentAwsIsSaidToBeUnavailable() {
        it.aws().fault(Fault.timeout("CreateGroup").always());
        it.apply(team("silent"));

        it.awaitReason("kteam", "silent", ConditionType.GROUP_SYNCED, "AWSUnavailable");
        it.aws().clearFaults();
        it.lookAgain("kteam", "silent");
        it.awaitReady("kteam/silent");
    }

    @Test
    void lostAnswersOfDoneWritesAreResolvedByReading() {
        it.aws().fault(Fault.lostAnswer("CreateGroup"));
        it.aws().fault(Fault.lostAnswer("CreateUser"));
        it.aws().fault(Fault.lostAnswer("CreateGroupMembership"));
        it.aws().fault(Fault.lostAnswer("CreateAssignment"));
        it.apply(team("lost", "subscription: {plan: Pro}") + member("lost", inTeam("lost")));

        it.awaitReady("kteam/lost", "kmember/lost");
        assertThat(it.teamStatus("lost").group().origin()).isEqualTo(Origin.CREATED);
        assertThat(it.memberStatus("lost").user().origin()).isEqualTo(Origin.CREATED);
        assertThat(it.rows("users").stream()
                        .filter(u -> u.path("userName").asText().startsWith("lost@")))
                .hasSize(1);
    }

    @Test
    void whatIsNotAllowedWritesNothing() {
        it.apply(teamWith("protected", "group: {displayName: AWSControlTowerAdmins}")
                + team("plan", "subscription: {plan: Power}")
                + teamWith("adopting", "group: {displayName: adopting, adopt: true}")
                + teamWith("elsewhere", "group: {displayName: elsewhere}")
                        .replace("connection: default", "connection: nowhere")
                + member("late", "expiresAt: \"2020-01-01T00:00:00Z\"")
                + member("rich", "subscription: {plan: Power}"));

        it.awaitReason("kteam", "protected", ConditionType.READY, "TargetNotAllowed");
        it.awaitReason("kteam", "plan", ConditionType.READY, "TargetNotAllowed");
        it.awaitReason("kteam", "adopting", ConditionType.READY, "TargetNotAllowed");
        it.awaitReason("kteam", "elsewhere", ConditionType.READY, "InvalidSpec");
        it.awaitReason("kmember", "late", ConditionType.READY, "Expired");
        it.awaitReason("kmember", "rich", ConditionType.READY, "TargetNotAllowed");
        assertThat(it.writes().stream().map(Call::request).map(Object::toString).toList())
                .noneMatch(request -> request.contains("AWSControlTowerAdmins")
                        || request.contains("plan_group")
                        || request.contains("late@")
                        || request.contains("rich@"));
    }
}
