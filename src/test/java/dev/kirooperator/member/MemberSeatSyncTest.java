package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.user;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.OtherSeatStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.testing.TestingMember;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemberSeatSyncTest extends MemberSyncTestCase {

    @Test
    void aSeatInAnotherProfileIsReportedAsBilledTwice() {
        manifest.plan(Plan.PRO);
        aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        other.seats().show(ADA, SeatStatus.PENDING, Plan.POWER, SeatSource.GROUP);

        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("DoubleBilled");
        assertThat(reason(ConditionType.READY)).isEqualTo("Synced");
        assertThat(requireNonNull(status.orElseThrow().seat()).otherProfiles())
                .containsExactly(new OtherSeatStatus("other", Plan.POWER, SeatState.PENDING));
        assertThat(doubleBilling.users()).isEqualTo(1);

        other.seats().hide(ADA);
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("SeatActive");
        assertThat(doubleBilling.users()).isZero();
    }

    @Test
    void aNamesakeInAnotherIdentityCenterIsTheSamePerson() {
        manifest.plan(Plan.PRO);
        aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        other.directory().put(user("u-other", "Ada@example.com"));
        other.seats().show("u-other", SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);

        reconcile();
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("DoubleBilled");
    }

    @Test
    void aConflictIsResolvedByReadingAndSaidWhenNothingExplainsIt() {
        manifest.plan(Plan.PRO);
        aws.calls().conflict("assign u-ada PRO");

        reconcile();
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("Conflict");
        assertThat(reconcileAfter(Duration.ofSeconds(30))).isEmpty();
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("Conflict");

        aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        assertThat(reconcileAfter(Duration.ofSeconds(30))).isEmpty();
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("SeatActive");
    }

    @Test
    void aRequestWithoutEffectIsNoticed() {
        manifest.plan(Plan.PRO);
        reconcile();
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("WaitingForSeat");

        assertThat(reconcileAfter(READ_BACK)).containsExactly("assign u-ada PRO");
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("NoEffect");
        assertThat(reconcileAfter(Duration.ofSeconds(30))).isEmpty();
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("NoEffect");
    }

    @Test
    void aRefusedUpdateOfASeatThatTurnsOutPendingIsNoMissingRight() {
        manifest.plan(Plan.POWER);
        aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        aws.calls().deny("reassign u-ada POWER");
        aws.calls()
                .meanwhile(
                        "reassign u-ada POWER",
                        () -> aws.seats().show(ADA, SeatStatus.PENDING, Plan.PRO, SeatSource.INDIVIDUAL));

        reconcile();
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("SeatPending");
    }

    @Test
    void aSeatThatWasAskedForJustBeforeACrashIsGivenBackToo() {
        manifest.plan(Plan.PRO);
        reconcile();
        status = Optional.of(noted.get(0));
        aws.seats().show(ADA, SeatStatus.PENDING, Plan.PRO, SeatSource.INDIVIDUAL);
        manifest.expiresAt("2026-11-25T11:00:00Z");

        assertThat(reconcile()).containsExactly("unassign u-ada");
    }

    @Test
    void aSeatThatWasAskedForJustBeforeACrashIsGivenBackOnceTheManifestDropsItWheneverItShows() {
        manifest.plan(Plan.PRO);
        reconcile();
        status = Optional.of(noted.get(0));
        manifest = TestingMember.of("dev", "ada");
        assertThat(reconcileAfter(Duration.ofSeconds(2))).isEmpty();

        aws.seats().show(ADA, SeatStatus.PENDING, Plan.PRO, SeatSource.INDIVIDUAL);
        assertThat(reconcileAfter(Duration.ofSeconds(2))).containsExactly("unassign u-ada");
    }

    @Test
    void theDateOfWhatAwsChangesByItselfIsTold() {
        manifest.plan(Plan.PRO);
        aws.seats().show(ADA, SeatStatus.CANCELLED, Plan.PRO, SeatSource.INDIVIDUAL);
        reconcile();

        assertThat(requireNonNull(status.orElseThrow().seat()).changesAt()).isEqualTo("2026-12-01T00:00:00Z");
        now = Instant.parse("2026-11-30T23:59:00Z");
        reconcile();
        assertThat(next).isEqualTo(Duration.ofMinutes(1));
        assertThat(reconcileAfter(Duration.ofMinutes(1))).containsExactly("assign u-ada PRO");
    }

    @Test
    void aRequestIsAsOldAsItsSendingNotAsTheLookThatItFollowsFrom() {
        manifest.plan(Plan.PRO);
        sentAfter = Duration.ofSeconds(50);

        assertThat(reconcile()).containsExactly("assign u-ada PRO");
        assertThat(reconcileAfter(Duration.ofSeconds(70))).isEmpty();
        assertThat(reconcileAfter(Duration.ofSeconds(41))).containsExactly("assign u-ada PRO");
    }

    @Test
    void aConflictWithTheOperatorsOwnRequestIsNoConflict() {
        manifest.plan(Plan.PRO);
        reconcile();
        aws.calls().conflict("assign u-ada PRO");

        reconcileAfter(Duration.ofSeconds(61));
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("NoEffect");
        assertThat(condition(ConditionType.STALLED)).isEmpty();
        aws.seats().show(ADA, SeatStatus.PENDING, Plan.PRO, SeatSource.INDIVIDUAL);
        reconcileAfter(Duration.ofSeconds(61));
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("SeatPending");
    }

    @Test
    void aPlanThatSomebodyChangesAfterItWasReadBackIsAskedForWithoutABlame() {
        manifest.plan(Plan.POWER);
        aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        reconcile();
        aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.POWER, SeatSource.INDIVIDUAL);
        reconcileAfter(Duration.ofSeconds(5));
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("SeatActive");

        aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        assertThat(reconcileAfter(Duration.ofSeconds(90))).containsExactly("reassign u-ada POWER");
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("WaitingForSeat");
    }
}
