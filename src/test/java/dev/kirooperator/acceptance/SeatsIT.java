package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static dev.kirooperator.acceptance.Manifests.teamWith;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Sealed;
import dev.kirooperator.api.v1alpha1.SeatOperation;
import dev.kirooperator.api.v1alpha1.SeatOrigin;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.status.StatusSeal;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The states of {@code docs/seats.md} on the packaged operator: the manifest, the calls made, the condition. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeatsIT {

    private static final String SEAL_KEY = "a key that this test knows as well as the operator does";

    private static final StatusSeal SEAL = new StatusSeal(List.of(SEAL_KEY.getBytes(StandardCharsets.UTF_8)));

    private final Installation it;

    SeatsIT(Cluster cluster) throws Exception {
        it = Installation.start(
                cluster,
                Map.of(
                        "KIRO_OWNERSHIP_SEAL_KEYS", SEAL_KEY,
                        "KIRO_SYNC_READ_BACK", "3s",
                        "KIRO_SYNC_INTERVAL", "3s",
                        "KIRO_CONNECTIONS_HAND_KIRO_SEAT_API", "none"));
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

    private MemberSeatStatus seat(String member) {
        return requireNonNull(it.memberStatus(member).seat());
    }

    private String userId(String member) {
        return requireNonNull(requireNonNull(it.memberStatus(member).user()).id());
    }

    private void awaitSeat(String member, String reason) {
        it.awaitReason("kmember", member, ConditionType.SEAT_ASSIGNED, reason);
    }

    private String message(String member) {
        return it.condition("kmember", member, ConditionType.SEAT_ASSIGNED)
                .map(Condition::message)
                .orElse("");
    }

    private List<String> assignmentCalls() {
        return it.writes().stream()
                .filter(call -> call.operation().endsWith("Assignment"))
                .map(call -> call.operation() + " "
                        + call.request().path("principalType").asText())
                .toList();
    }

    private void activeSeat(String member, String plan) {
        it.apply(member(member, "subscription: {plan: " + plan + "}"));
        awaitSeat(member, "SeatPending");
        it.aws().signIn(member + "@example.com");
        awaitSeat(member, "SeatActive");
    }

    @Test
    void aPlanChangesAfterTheFirstSignInUpAtOnceAndDownWhenTheMonthTurns() {
        it.apply(member("life", "subscription: {plan: Pro}"));
        awaitSeat("life", "SeatPending");
        it.apply(member("life", "subscription: {plan: Power}"));
        it.awaitThat("the plan that is to come", i -> message("life").contains("plan Power is asked for after"));
        assertThat(assignmentCalls()).containsExactly("CreateAssignment USER");

        it.aws().signIn("life@example.com");
        it.awaitThat("the higher plan", i -> seat("life").effectivePlan() == Plan.POWER);
        assertThat(assignmentCalls()).containsExactly("CreateAssignment USER", "UpdateAssignment USER");

        it.apply(member("life", "subscription: {plan: Pro}"));
        it.awaitThat("the date of the lower plan", i -> seat("life").changesAt() != null);
        awaitSeat("life", "SeatActive");
        assertThat(seat("life").plan()).isEqualTo(Plan.PRO);
        assertThat(seat("life").effectivePlan()).isEqualTo(Plan.POWER);
        assertThat(message("life")).contains("the plan Pro follows at");

        it.turnTheMonth();
        it.awaitThat("the lower plan", i -> seat("life").effectivePlan() == Plan.PRO);
        assertThat(seat("life").changesAt()).isNull();
    }

    @Test
    void aSeatThatWasGivenBackIsAskedForAgainWhenTheMonthTurns() {
        activeSeat("back", "Pro");
        it.apply(member("back"));
        it.awaitThat("the cancelled seat", i -> seat("back").state() == SeatState.CANCELLED);
        it.aws().clearCalls();

        it.apply(member("back", "subscription: {plan: Pro}"));
        awaitSeat("back", "CancelledThisMonth");
        assertThat(seat("back").changesAt()).endsWith("-01T00:00:00Z");
        it.lookAgain("kmember", "back");
        assertThat(assignmentCalls()).isEmpty();

        it.turnTheMonth();
        awaitSeat("back", "SeatPending");
        assertThat(assignmentCalls()).containsExactly("CreateAssignment USER");
    }

    @Test
    void anExpiredMemberShowsTheSeatThatItGaveBack() {
        activeSeat("gone", "Pro");
        it.apply(member(
                "gone",
                "subscription: {plan: Pro}",
                "expiresAt: \"" + Instant.now().plusSeconds(2) + "\""));
        it.awaitReason("kmember", "gone", ConditionType.READY, "Expired");
        it.awaitThat("the cancelled seat", i -> seat("gone").state() == SeatState.CANCELLED);
        assertThat(seat("gone").individualPlan()).isNull();
        assertThat(requireNonNull(seat("gone").lastRequest()).operation()).isEqualTo(SeatOperation.DELETE);

        it.aws().clearCalls();
        it.lookAgain("kmember", "gone");
        assertThat(assignmentCalls()).isEmpty();
    }

    @Test
    void aSeatThatIsOnItsWayIsWaitedForAndGivenBackOnceItShowsIfNobodyWantsItAnyMore() {
        it.apply(member("brief"));
        it.awaitReady("kmember/brief");
        assertThat(it.condition("kmember", "brief", ConditionType.SEAT_ASSIGNED))
                .isEmpty();

        it.aws().settings(s -> s.withAssignmentDelay(Duration.ofHours(1)));
        it.apply(member("brief", "subscription: {plan: Pro}"));
        awaitSeat("brief", "WaitingForSeat");
        assertThat(message("brief")).contains("was asked for at", "AWS does not show the seat yet");
        assertThat(assignmentCalls()).containsExactly("CreateAssignment USER");

        it.apply(member("brief"));
        it.awaitThat("the withdrawal", i -> message("brief").contains("not wanted any more"));
        assertThat(assignmentCalls()).containsExactly("CreateAssignment USER");

        it.aws().fault(Fault.answer("DeleteAssignment", Map.of()));
        it.aws().advance(Duration.ofHours(1));
        it.awaitThat("the return", i -> message("brief").contains("was given back; AWS still shows it"));
        it.awaitThat(
                "no condition any more",
                i -> i.condition("kmember", "brief", ConditionType.SEAT_ASSIGNED)
                        .isEmpty());
        assertThat(assignmentCalls())
                .containsExactly("CreateAssignment USER", "DeleteAssignment USER", "DeleteAssignment USER");
        it.aws().settings(s -> s.withAssignmentDelay(Duration.ofMillis(500)));
    }

    @Test
    void aSuccessThatChangesNothingIsNoticed() {
        activeSeat("deaf", "Pro");
        it.aws().fault(Fault.answer("UpdateAssignment", Map.of()).always());
        it.apply(member("deaf", "subscription: {plan: Power}"));

        awaitSeat("deaf", "NoEffect");
        assertThat(seat("deaf").effectivePlan()).isEqualTo(Plan.PRO);
        it.aws().clearFaults();
        awaitSeat("deaf", "SeatActive");
        assertThat(seat("deaf").effectivePlan()).isEqualTo(Plan.POWER);
    }

    @Test
    void aConflictThatNothingExplainsIsSaidAndOvercome() {
        it.aws()
                .fault(Fault.error("CreateAssignment", 400, "ConflictException", "Not now.")
                        .always());
        it.apply(member("contested", "subscription: {plan: Pro}"));

        awaitSeat("contested", "Conflict");
        assertThat(requireNonNull(seat("contested").lastRequest()).conflict()).isNotBlank();
        assertThat(it.eventReasons("contested")).contains("Conflict");
        it.aws().clearFaults();
        awaitSeat("contested", "SeatPending");
    }

    @Test
    void aGroupsSeatIsWaitedForAndLateAfterADay() {
        it.aws().settings(s -> s.withGroupSyncDelay(Duration.ofHours(1)));
        it.apply(team("slow", "subscription: {plan: Pro}") + member("slow", inTeam("slow")));
        awaitSeat("slow", "WaitingForSeat");
        it.awaitReady("kteam/slow");

        String yesterday = Instant.now()
                .minus(Duration.ofHours(25))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        it.patchStatus("kteam", "slow", "{\"subscription\": {\"since\": \"" + yesterday + "\"}}");
        seal("kteam", "slow", SEAL.seal(it.team("slow")).getStatus());
        it.patchStatus("kmember", "slow", "{\"seat\": {\"since\": \"" + yesterday + "\"}}");
        seal("kmember", "slow", SEAL.seal(it.member("slow")).getStatus());
        awaitSeat("slow", "SeatLate");
        it.aws().advance(Duration.ofHours(1));
        awaitSeat("slow", "SeatPending");
        it.aws().settings(s -> s.withGroupSyncDelay(Duration.ofMillis(500)));
    }

    /** As if the operator had written the status. */
    private void seal(String kind, String name, Sealed<?> status) {
        it.patchStatus(kind, name, "{\"seal\": \"" + status.seal() + "\"}");
    }

    @Test
    void aStateThatIsNotKnownIsSaidToBe() {
        activeSeat("strange", "Pro");
        it.aws()
                .fault(Fault.answer(
                                "ListUserSubscriptions",
                                Map.of(
                                        "subscriptions",
                                        List.of(Map.of(
                                                "principal",
                                                Map.of("user", userId("strange")),
                                                "type",
                                                Map.of("amazonQ", "KIRO_ENTERPRISE_PRO"),
                                                "status",
                                                "SUSPENDED",
                                                "aggregatedSubscriptionType",
                                                "INDIVIDUAL"))))
                        .always());

        it.awaitThat("the unknown state", i -> message("strange").contains("does not know"));
        assertThat(seat("strange").state()).isEqualTo(SeatState.UNKNOWN);
        it.aws().clearFaults();
        awaitSeat("strange", "SeatActive");
    }

    @Test
    void aBlockedAccountIsAskedByOneForAllAndGoesOnWhenItIsUnblocked() {
        it.aws().block(true);
        for (int i = 0; i < 6; i++) {
            it.apply(member("blocked" + i, "subscription: {plan: Pro}"));
        }
        for (int i = 0; i < 6; i++) {
            awaitSeat("blocked" + i, "AccountBlocked");
        }
        assertThat(message("blocked0")).contains("AWS request id", "support case");
        it.aws().clearCalls();
        it.awaitThat("a call in the waiting time", i -> !assignmentCalls().isEmpty());
        assertThat(assignmentCalls()).hasSize(1);

        it.aws().block(false);
        for (int i = 0; i < 6; i++) {
            awaitSeat("blocked" + i, "SeatPending");
        }
    }

    @Test
    void aConnectionThatDoesNotWriteSaysWhatToDoByHand() {
        it.apply(teamWith("hand", "group: {displayName: hand_group}", "subscription: {plan: Pro}")
                        .replace("connection: default", "connection: hand")
                + member("hand", inTeam("hand"), "subscription: {plan: Power}"));

        it.awaitReason("kteam", "hand", ConditionType.SUBSCRIPTION_SYNCED, "SeatsNotManaged");
        awaitSeat("hand", "SeatsNotManaged");
        assertThat(assignmentCalls()).isEmpty();
    }

    @Test
    void aTeamsSwitchBetweenGroupAndMembersLeavesNobodyWithoutASeat() {
        it.apply(team("switch", "subscription: {plan: Pro, assignTo: Group}")
                + member("one", inTeam("switch"))
                + member("two", inTeam("switch")));
        awaitSeat("one", "SeatPending");
        awaitSeat("two", "SeatPending");
        it.aws().signIn("one@example.com");
        it.awaitReady("kteam/switch");
        it.aws().clearCalls();

        it.apply(team("switch", "subscription: {plan: Pro, assignTo: Members}"));
        it.awaitThat(
                "seats of their own",
                i -> seat("one").source() == SeatOrigin.INDIVIDUAL
                        && seat("two").source() == SeatOrigin.INDIVIDUAL);
        assertThat(assignmentCalls())
                .containsExactly("CreateAssignment USER", "CreateAssignment USER", "DeleteAssignment GROUP");
        assertThat(seat("one").state()).isEqualTo(SeatState.ACTIVE);
        it.aws().clearCalls();

        it.apply(team("switch", "subscription: {plan: Pro, assignTo: Group}"));
        it.awaitReason("kteam", "switch", ConditionType.SUBSCRIPTION_SYNCED, "CancelledThisMonth");
        assertThat(seat("one").state()).isEqualTo(SeatState.ACTIVE);
        it.turnTheMonth();
        it.lookAgain("kteam", "switch");
        it.awaitThat(
                "the group's seats",
                i -> seat("one").source() == SeatOrigin.GROUP && seat("two").source() == SeatOrigin.GROUP);
        assertThat(seat("one").state()).isEqualTo(SeatState.ACTIVE);
        assertThat(it.writes().stream()
                        .filter(call -> call.operation().equals("DeleteAssignment"))
                        .map(Call::request)
                        .map(request -> request.path("principalType").asText()))
                .containsExactly("USER", "USER");
    }

    @Test
    void theOlderGenerationTakesOverWhereTheNewerIsNotThereAndTheStatusSaysWhich() {
        it.apply(team("newer", "subscription: {plan: Pro}"));
        it.awaitReady("kteam/newer");
        assertThat(requireNonNull(it.teamStatus("newer").subscription()).api())
                .isEqualTo(AssignmentGeneration.MANAGEMENT);

        it.aws().settings(s -> s.withManagement(false));
        it.apply(team("older", "subscription: {plan: Pro}"));
        it.awaitReady("kteam/older");
        assertThat(requireNonNull(it.teamStatus("older").subscription()).api())
                .isEqualTo(AssignmentGeneration.CODEWHISPERER);
        it.aws().settings(s -> s.withManagement(true));
    }
}
