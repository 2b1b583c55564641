package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.testing.TestingConnection;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member whose Kiro profile takes its people straight from Okta, and which names one of Okta's users. */
class ProviderSeatTest {

    private static final String A = "9067642ac7-0a0a0a0a-1111-4111-8111-00000000000a";
    private static final String B = "9067642ac7-0b0b0b0b-1111-4111-8111-00000000000b";

    private final MemberLife ada = new MemberLife(TestingConnection.empty().fedBy("https://acme.okta.com"));

    @BeforeEach
    void adaNamesAUser() {
        ada.manifest = naming(A).plan(Plan.PRO);
    }

    private static TestingMember naming(String principal) {
        return TestingMember.of("dev", "ada").annotated(Annotations.PRINCIPAL_ID, principal);
    }

    private Optional<MemberSeatStatus> seat() {
        return ada.status.map(KiroMemberStatus::seat);
    }

    @Test
    void theUserIsAssignedOnceAndNothingElseIsWritten() {
        assertThat(ada.reconcile()).containsExactly("assign " + A + " PRO");
        Optional<KiroMemberStatus> first = ada.status;

        assertThat(ada.reconcileAfter(MemberLife.REGULAR)).isEmpty();
        assertThat(ada.status).isEqualTo(first);
        assertThat(ada.next).isEqualTo(MemberLife.REGULAR);
        assertThat(ada.reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("ExternalIdentityProvider");
        assertThat(ada.reason(ConditionType.READY)).isEqualTo("ExternalIdentityProvider");
        assertThat(ada.reason(ConditionType.STALLED)).isEqualTo("none");
        assertThat(seat().map(MemberSeatStatus::individualPlan)).hasValue(Plan.PRO);
    }

    @Test
    void anotherPlanIsAnUpdateAndAnotherUserComesAfterTheOldOne() {
        ada.reconcile();
        ada.apply(naming(A).plan(Plan.POWER));
        assertThat(ada.reconcile()).containsExactly("reassign " + A + " POWER");
        ada.apply(naming(B).plan(Plan.POWER));
        assertThat(ada.reconcile()).containsExactly("unassign " + A, "assign " + B + " POWER");
        ada.apply(TestingMember.of("dev", "ada").plan(Plan.POWER));
        assertThat(ada.reconcile()).containsExactly("unassign " + B);
        assertThat(ada.user()).isEmpty();
        assertThat(seat()).isEmpty();
        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.STALLED)).isEqualTo("ExternalIdentityProvider");
    }

    @Test
    void aUserWhoMayNotHaveSignedInYetIsAskedForAgainHourly() {
        ada.reconcile();
        ada.apply(naming(A).plan(Plan.POWER));
        ada.aws.calls().deny("reassign");
        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.condition(ConditionType.SEAT_ASSIGNED).orElseThrow().message())
                .contains("did not sign in yet");
        ada.aws.calls().heal();
        assertThat(ada.reconcileAfter(Duration.ofMinutes(59))).isEmpty();
        assertThat(ada.reconcileAfter(Duration.ofMinutes(1))).hasSize(1);
        assertThat(ada.reason(ConditionType.READY)).isEqualTo("ExternalIdentityProvider");
    }

    @Test
    void anAssignmentThatSomebodyElseMadeIsNeitherChangedNorGivenBackWhereNothingMayBeAdopted() {
        ada.allowItsNamespace(false);
        ada.aws.calls().conflict("assign");
        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.STALLED)).isEqualTo("Conflict");
        assertThat(seat()).isEmpty();
        assertThat(ada.reconcileAfter(MemberLife.REGULAR)).isEmpty();
        assertThat(ada.cleanUp()).isEmpty();
        assertThat(ada.gone).isTrue();
    }

    @Test
    void anAssignmentWhoseAnswerWasLostIsTheObjectsThoughNothingMayBeAdopted() {
        ada.allowItsNamespace(false);
        ada.aws.calls().loseAnswer("assign");
        ada.reconcile();
        ada.aws.calls().heal();
        ada.aws.calls().conflict("assign");

        assertThat(ada.reconcileAfter(Duration.ofMinutes(1))).containsExactly("reassign " + A + " PRO");
        assertThat(ada.cleanUp()).containsExactly("unassign " + A);
    }

    @Test
    void aRefusedNewAssignmentIsAFailureAndNoRecord() {
        ada.aws.calls().deny("assign");
        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.STALLED)).isEqualTo("AccessDenied");
        assertThat(seat()).isEmpty();
        assertThat(ada.user()).isEmpty();
    }

    @Test
    void aConflictIsAnUpdateAndOneMoreIsHeldForAnHour() {
        ada.aws.calls().conflict("assign");
        ada.aws.calls().conflict("reassign");
        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.READY)).isEqualTo("CancelledThisMonth");
        ada.aws.calls().heal();
        assertThat(ada.reconcileAfter(Duration.ofMinutes(59))).isEmpty();
        assertThat(ada.reconcileAfter(Duration.ofMinutes(1))).containsExactly("assign " + A + " PRO");
    }

    @Test
    void aBadValueChangesNothing() {
        ada.reconcile();
        ada.apply(naming("ada@example.com").plan(Plan.POWER));
        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.READY)).isEqualTo("InvalidSpec");
        assertThat(seat().map(MemberSeatStatus::individualPlan)).hasValue(Plan.PRO);
    }

    @Test
    void rulesThatGiveTheNamespaceNothingLetNothingBeAskedFor() {
        ada.refuseItsNamespace();
        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.READY)).isEqualTo("TargetNotAllowed");
        assertThat(ada.cleanUp()).isEmpty();
    }

    @Test
    void nothingIsAskedForWhileItsTeamIsOnlyObserved() {
        ada.team(TestingTeam.of("dev", "kiro").mode(SyncMode.OBSERVE));
        ada.manifest.team("kiro", null);
        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("ObserveOnly");
        ada.team(TestingTeam.of("dev", "kiro"));
        assertThat(ada.reconcile()).containsExactly("assign " + A + " PRO");

        ada.team(TestingTeam.of("dev", "kiro").suspended());
        ada.apply(naming(B).plan(Plan.PRO).team("kiro", null));
        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("Suspended");
        ada.apply(naming(A).team("kiro", null));
        assertThat(ada.reconcile()).containsExactly("unassign " + A);
    }

    @Test
    void anExpiredMemberGivesItBackOnce() {
        ada.reconcile();
        ada.apply(naming(A).plan(Plan.PRO).expiresAt("2026-11-25T11:00:00Z"));
        assertThat(ada.reconcile()).containsExactly("unassign " + A);
        assertThat(ada.reason(ConditionType.READY)).isEqualTo("Expired");
        assertThat(ada.reconcile()).isEmpty();
    }

    @Test
    void aDeletedMemberGivesItBackEvenWithoutARecord() {
        ada.reconcile();
        assertThat(ada.cleanUp()).containsExactly("unassign " + A);
        assertThat(ada.gone).isTrue();

        ada.status = Optional.empty();
        assertThat(ada.cleanUp()).containsExactly("unassign " + A);
    }

    @Test
    void whatAnotherMemberAskedForTooStays() {
        ada.reconcile();
        ada.peers.add(TestingMember.of("dev", "ada2").recordedUser(A, "default").build());
        assertThat(ada.cleanUp()).isEmpty();
    }
}
