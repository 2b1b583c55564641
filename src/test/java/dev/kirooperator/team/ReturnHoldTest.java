package dev.kirooperator.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.PlanStatus;
import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.testing.TestingMember;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A team that goes over from its group to its members takes no seat from anybody whom no manifest names. */
class ReturnHoldTest extends TeamSyncTestCase {

    private static final Duration SOON = Duration.ofSeconds(2);

    @BeforeEach
    void aGroupWithAPlanAndAStranger() {
        manifest.plan(Plan.PRO, AssignTo.GROUP).membership(MembershipPolicy.ADDITIVE, null);
        bothHaveJoined();
        inGroup("zed");
        aws.seats().showGroup(GROUP, Plan.PRO);
        seat("zed", SeatSource.GROUP);
        reconcileAfter(REGULAR);
        manifest.plan(Plan.PRO, AssignTo.MEMBERS);
        seat("ada", SeatSource.INDIVIDUAL_AND_GROUP);
        seat("bob", SeatSource.INDIVIDUAL_AND_GROUP);
    }

    private void seat(String name, SeatSource source) {
        aws.seats().show("u-" + name, SeatStatus.ACTIVE, Plan.PRO, source);
    }

    private String subscription() {
        return reason(ConditionType.SUBSCRIPTION_SYNCED) + ": " + message(ConditionType.SUBSCRIPTION_SYNCED);
    }

    @Test
    void theAssignmentStaysAndTheTeamSaysWhoWouldLoseASeat() {
        assertThat(reconcileAfter(REGULAR)).isEmpty();

        assertThat(subscription())
                .startsWith("RemovalHeldBack: ")
                .contains("1 of 3", "u-zed", Annotations.APPROVE_PLAN)
                .doesNotContain("u-ada");
        assertThat(reason(ConditionType.READY)).isEqualTo("RemovalHeldBack");
        assertThat(reason(ConditionType.STALLED)).isEqualTo("RemovalHeldBack");
        assertThat(plan().map(PlanStatus::summary).orElseThrow()).contains("give the group's assignment back");
        assertThat(message(ConditionType.SUBSCRIPTION_SYNCED))
                .endsWith(plan().map(PlanStatus::hash).orElseThrow());
    }

    @Test
    void itIsGivenBackOnceTheStrangerIsAMemberWithASeatOfItsOwnOrLeaves() {
        reconcileAfter(REGULAR);
        members.add(TestingMember.of("dev", "zed").team("kiro", null).build());
        assertThat(reconcileAfter(SOON)).isEmpty();
        assertThat(subscription()).startsWith("Progressing: ");

        seat("zed", SeatSource.INDIVIDUAL_AND_GROUP);
        assertThat(reconcileAfter(SOON)).containsExactly("unassign g-kiro");
    }

    @Test
    void whoHasASeatOfTheirOwnOrHasLostItHoldsNothingUp() {
        seat("zed", SeatSource.INDIVIDUAL);
        inGroup("eve");
        aws.seats().show("u-eve", SeatStatus.CANCELLED, Plan.PRO, SeatSource.GROUP);

        assertThat(reconcileAfter(REGULAR)).containsExactly("unassign g-kiro");
    }

    @Test
    void whoseSeatIsOnItsWayOrRestsOnNobodyKnowsWhatHoldsItUp() {
        aws.seats().hide("u-zed");
        inGroup("eve");
        aws.seats().show("u-eve", SeatStatus.PENDING, Plan.PRO, SeatSource.UNKNOWN);

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(subscription()).contains("2 of 4", "u-eve, u-zed");
    }

    @Test
    void anApprovalIsUsedUpInTheClusterBeforeTheAssignmentGoesAndCountsOnce() {
        reconcileAfter(REGULAR);
        approval = plan().map(PlanStatus::hash);
        interim.clear();

        assertThat(reconcileAfter(SOON)).containsExactly("unassign g-kiro");
        assertThat(interim).hasSize(1);
        assertThat(interim.get(0).getStatus().lastApprovedPlan()).isEqualTo(approval.orElseThrow());
        assertThat(status.map(KiroTeamStatus::lastApprovedPlan)).isEqualTo(approval);

        manifest.plan(Plan.PRO, AssignTo.GROUP);
        reconcileAfter(SOON);
        manifest.plan(Plan.PRO, AssignTo.MEMBERS);
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(subscription()).startsWith("RemovalHeldBack: ");
    }

    @Test
    void whatIsApprovedIsTriedUntilAwsDoesIt() {
        reconcileAfter(REGULAR);
        approval = plan().map(PlanStatus::hash);
        aws.calls().throttle("unassign g-kiro");
        assertThat(reconcileAfter(SOON)).isEmpty();
        aws.calls().heal();

        assertThat(reconcileAfter(SOON)).containsExactly("unassign g-kiro");
    }

    @Test
    void anApprovalDiesWithTheTeam() {
        reconcileAfter(REGULAR);
        approval = plan().map(PlanStatus::hash);
        aws.calls().throttle("unassign g-kiro");
        reconcileAfter(SOON);
        assertThat(window.underWay(ReturnHold.windowName(manifest.goal()))).containsExactly("u-zed");
        aws.calls().heal();

        aws.seats().listNoGroups();
        cleanUp();
        assertThat(gone).isTrue();
        assertThat(window.underWay(ReturnHold.windowName(manifest.goal()))).isEmpty();
    }

    @Test
    void inObservationNobodyIsTakenForGone() {
        inGroup("eve");
        manifest.membership(MembershipPolicy.EXCLUSIVE, null).mode(SyncMode.OBSERVE);

        reconcileAfter(REGULAR);
        assertThat(subscription()).doesNotContain("has changed");
    }

    @Test
    void anApprovalOfOtherPeopleDoesNotCount() {
        reconcileAfter(REGULAR);
        approval = plan().map(PlanStatus::hash);
        inGroup("eve");

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(subscription()).contains("2 of 4");
    }

    @Test
    void theBrakeThatHoldsRemovalsBackIsNotPassedBy() {
        inGroup("v", "w", "x", "y");
        manifest.membership(MembershipPolicy.EXCLUSIVE, null);

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(reason(ConditionType.MEMBERS_SYNCED)).isEqualTo("RemovalHeldBack");
        assertThat(subscription()).startsWith("RemovalHeldBack: ").contains("5 of 7");
        assertThat(message(ConditionType.MEMBERS_SYNCED))
                .endsWith(plan().map(PlanStatus::hash).orElseThrow());

        approval = plan().map(PlanStatus::hash);
        assertThat(reconcileAfter(SOON))
                .hasSize(6)
                .startsWith("leave g-kiro u-v")
                .endsWith("unassign g-kiro");
    }

    @Test
    void whoIsAddedSinceTheTeamLastLookedIsSeenBeforeTheAssignmentGoes() {
        aws.directory().removeMember(GROUP, "u-zed");
        aws.calls().beforeRead("seats", () -> inGroup("eve"));

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(subscription()).startsWith("Progressing: ").contains("has changed");
        assertThat(reconcileAfter(SOON)).isEmpty();
        assertThat(subscription()).startsWith("RemovalHeldBack: ").contains("u-eve");
    }

    @Test
    void inObservationNothingIsUsedUp() {
        reconcileAfter(REGULAR);
        approval = plan().map(PlanStatus::hash);
        manifest.mode(SyncMode.OBSERVE);

        assertThat(reconcileAfter(SOON)).isEmpty();
        assertThat(status.map(KiroTeamStatus::lastApprovedPlan)).isEmpty();
    }

    @Test
    void aPlanThatIsTakenAwayIsTakenFromEverybodyByWish() {
        manifest.noPlan();

        assertThat(reconcileAfter(REGULAR)).containsExactly("unassign g-kiro");
        assertThat(status.map(KiroTeamStatus::subscription)).isEqualTo(Optional.empty());
    }

    @Test
    void aTeamThatIsDeletedDoesNotWait() {
        reconcileAfter(REGULAR);

        assertThat(cleanUp()).contains("unassign g-kiro");
    }
}
