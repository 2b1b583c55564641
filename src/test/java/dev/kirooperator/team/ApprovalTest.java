package dev.kirooperator.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.MemberCounts;
import dev.kirooperator.api.v1alpha1.PlanStatus;
import dev.kirooperator.api.v1alpha1.SyncMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an approval of held-back removals lets through: exactly that, and once. */
class ApprovalTest extends TeamSyncTestCase {

    private void xyzAreHeldBack() {
        reconcile();
        inGroup("ada", "bob", "x", "y", "z");
        assertThat(reconcileAfter(SETTLE)).isEmpty();
    }

    private void approve() {
        approval = plan().map(PlanStatus::hash);
    }

    @Test
    void removalsThatLookLikeAnAccidentWaitForTheirApproval() {
        reconcile();
        inGroup("ada", "bob", "x", "y", "z");

        assertThat(reconcileAfter(SETTLE)).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("RemovalHeldBack");
        assertThat(plan()).hasValueSatisfying(plan -> {
            assertThat(plan.remove()).isEqualTo(3);
            assertThat(plan.summary()).contains("remove x@example.com");
            approval = Optional.ofNullable(plan.hash());
        });
        assertThat(reconcileAfter(Duration.ofSeconds(5)))
                .containsExactly("leave g-kiro u-x", "leave g-kiro u-y", "leave g-kiro u-z");
        assertThat(plan()).isEmpty();
    }

    @Test
    void anApprovalLetsItsPlanThroughOnceOnly() {
        xyzAreHeldBack();
        approve();
        reconcileAfter(Duration.ofSeconds(5));
        assertThat(status.map(KiroTeamStatus::lastApprovedPlan)).isEqualTo(approval);

        inGroup("x", "y", "z");
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("RemovalHeldBack");
        assertThat(plan().map(PlanStatus::hash)).isPresent().isNotEqualTo(approval);

        approve();
        assertThat(reconcileAfter(Duration.ofSeconds(5))).hasSize(3);
    }

    @Test
    void anApprovalThatComesTooLateLetsNoLaterAccidentThrough() {
        xyzAreHeldBack();
        Optional<String> late = plan().map(PlanStatus::hash);
        List.of("x", "y", "z").forEach(name -> aws.directory().removeMember(GROUP, "u-" + name));
        reconcileAfter(REGULAR);
        approval = late;
        assertThat(reconcileAfter(REGULAR)).isEmpty();

        inGroup("x", "y", "z");
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(message(ConditionType.MEMBERS_SYNCED)).contains("names something else and lets nothing through");
        assertThat(plan().map(PlanStatus::hash)).isPresent().isNotEqualTo(late);
        approve();
        assertThat(reconcileAfter(Duration.ofSeconds(5))).hasSize(3);
    }

    @Test
    void anApprovalThatWasThereBeforeItsPlanLetsNothingThrough() {
        xyzAreHeldBack();
        approve();
        status = Optional.empty();
        reconcile();
        assertThat(reconcileAfter(Duration.ofSeconds(5))).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("RemovalHeldBack");
    }

    @Test
    void anApprovalOutlivesLooksThatFail() {
        xyzAreHeldBack();
        Optional<PlanStatus> shown = plan();
        aws.calls().throttle("memberships");
        reconcileAfter(REGULAR);
        assertThat(plan()).isEqualTo(shown);

        approve();
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        aws.calls().heal();
        assertThat(reconcileAfter(Duration.ofSeconds(5))).hasSize(3);
    }

    @Test
    void whomAwsDoesNotLetGoKeepsNobodyElseAndStaysInThePlan() {
        xyzAreHeldBack();
        approve();
        aws.calls().conflict("leave g-kiro u-y");

        assertThat(reconcileAfter(Duration.ofSeconds(5))).containsExactly("leave g-kiro u-x", "leave g-kiro u-z");
        assertThat(reason(ConditionType.MEMBERS_SYNCED)).isEqualTo("Conflict");
        assertThat(plan().map(PlanStatus::summary)).contains(List.of("remove y@example.com"));
        assertThat(status.map(KiroTeamStatus::members)).contains(new MemberCounts(2, 2, 0, 1));

        inGroup("x", "z");
        assertThat(reconcileAfter(Duration.ofSeconds(5))).as("x and z are back").isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("RemovalHeldBack");
        List.of("x", "z").forEach(name -> aws.directory().removeMember(GROUP, "u-" + name));

        aws.calls().heal();
        assertThat(reconcileAfter(Duration.ofSeconds(5))).containsExactly("leave g-kiro u-y");
    }

    @Test
    void inObservationTheBrakeIsForetoldAndNothingStalls() {
        reconcile();
        inGroup("ada", "bob", "x", "y", "z");
        manifest.mode(SyncMode.OBSERVE);

        assertThat(reconcileAfter(SETTLE)).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("ObserveOnly");
        assertThat(message(ConditionType.MEMBERS_SYNCED)).contains("would be held back", "Removing 3 of 5");
    }

    @Test
    void anApprovalGivenInObservationCountsForThePlanShownOnceTheTeamIsManaged() {
        manifest.mode(SyncMode.MANAGE);
        reconcile();
        manifest.mode(SyncMode.OBSERVE);
        inGroup("ada", "bob", "x", "y", "z");
        reconcileAfter(SETTLE);
        approve();
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        manifest.mode(SyncMode.MANAGE);
        assertThat(reconcileAfter(REGULAR)).hasSize(3);
    }

    @Test
    void anApprovalIsUsedUpInTheClusterBeforeAnythingIsRemovedForIt() {
        xyzAreHeldBack();
        approve();
        aws.calls().throttle("leave g-kiro u-y");
        reconcileAfter(Duration.ofSeconds(5));

        assertThat(interim).singleElement().satisfies(patch -> {
            assertThat(patch.getStatus().lastApprovedPlan()).isEqualTo(approval.orElseThrow());
            assertThat(patch.getStatus().conditions()).isNotEmpty();
        });
    }

    @Test
    void whatIsApprovedGoesOnWhereItBrokeOffAndTakesNobodyElseWithIt() {
        reconcile();
        inGroup("ada", "bob", "v", "w", "x", "y", "z");
        reconcileAfter(SETTLE);
        approve();
        aws.calls().throttle("leave g-kiro u-w");
        assertThat(reconcileAfter(Duration.ofSeconds(5))).containsExactly("leave g-kiro u-v");
        inGroup("late");
        assertThat(reconcileAfter(Duration.ofSeconds(5))).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("RemovalHeldBack");

        aws.directory().removeMember(GROUP, "u-late");
        aws.calls().heal();
        assertThat(reconcileAfter(Duration.ofSeconds(5))).hasSize(4);
        inGroup("w", "x", "y", "z");
        assertThat(reconcileAfter(Duration.ofSeconds(5))).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("RemovalHeldBack");
    }

    @Test
    void aHoldThatAMemberHandsOverLastsWhileTheMemberIsStillThere() {
        bothHaveJoined();
        members.get(1).getMetadata().setDeletionTimestamp(now.toString());
        window.hold("KiroTeam dev/kiro", now);
        reconcile();
        members.remove(1);
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("RemovalHeldBack");
    }

    @Test
    void anApprovalIsNotUsedUpByAPlanThatNeedsNone() {
        reconcile();
        inGroup("ada", "bob", "eve");
        approval = Optional.of("5f2c");

        assertThat(reconcileAfter(SETTLE)).containsExactly("leave g-kiro u-eve");
        assertThat(status.map(KiroTeamStatus::lastApprovedPlan)).isEmpty();
        assertThat(interim).isEmpty();
    }
}
