package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.testing.TestingMember;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A person whom somebody else has given a seat of its own, and an object that names that person. */
class FoundSeatsTest {

    private static final String NAME = "ada@example.com";
    private static final String ADA = "u-ada";

    private final MemberLife ada = new MemberLife();

    private void hasAnothersSeat() {
        ada.aws.directory().put(user(ADA, NAME));
        ada.aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.POWER, SeatSource.INDIVIDUAL);
    }

    private static TestingMember manifest() {
        return TestingMember.of("dev", "ada").userName(NAME).named("Ada", "Lovelace");
    }

    private Optional<Plan> recorded() {
        return ada.status.map(KiroMemberStatus::seat).map(MemberSeatStatus::individualPlan);
    }

    private void assertGoesWithoutAWrite() {
        assertThat(ada.cleanUp()).isEmpty();
        assertThat(ada.gone).isTrue();
    }

    @Test
    void aNamespaceThatMayNotAdoptNeitherLowersItNorEndsIt() {
        hasAnothersSeat();
        ada.allowItsNamespace(false);
        ada.manifest = manifest().plan(Plan.PRO);

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("Conflict");
        assertThat(ada.condition(ConditionType.SEAT_ASSIGNED).map(Condition::message))
                .hasValueSatisfying(message -> assertThat(message).contains("Power", "change it to Pro", "adoption"));
        assertThat(recorded()).isEmpty();
        ada.apply(manifest());
        assertThat(ada.reconcileAfter(MemberLife.REGULAR)).isEmpty();
        assertGoesWithoutAWrite();
    }

    @Test
    void oneOnTheSamePlanIsSeenAndStaysToo() {
        hasAnothersSeat();
        ada.allowItsNamespace(false);
        ada.manifest = manifest().plan(Plan.POWER);

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("SeatActive");
        assertGoesWithoutAWrite();
    }

    @Test
    void aNamespaceThatMayAdoptChangesItAndGivesItBack() {
        hasAnothersSeat();
        ada.allowItsNamespace(true);
        ada.manifest = manifest().plan(Plan.PRO);

        assertThat(ada.reconcile()).containsExactly("reassign " + ADA + " PRO");
        assertThat(recorded()).hasValue(Plan.PRO);
        assertThat(ada.cleanUp()).containsExactly("unassign " + ADA);
    }

    @Test
    void theUsersOwnerChangesIt() {
        ada.allowItsNamespace(false);
        ada.manifest = manifest();
        assertThat(ada.reconcile()).containsExactly("create user u-" + NAME);
        String created = "u-" + NAME;
        ada.aws.seats().show(created, SeatStatus.ACTIVE, Plan.POWER, SeatSource.INDIVIDUAL);
        ada.apply(manifest().plan(Plan.PRO));

        assertThat(ada.reconcile()).containsExactly("reassign " + created + " PRO");
    }

    @Test
    void whatTheObjectAskedForItselfIsItsOwn() {
        ada.aws.directory().put(user(ADA, NAME));
        ada.allowItsNamespace(false);
        ada.manifest = manifest().plan(Plan.PRO);
        assertThat(ada.reconcile()).containsExactly("assign " + ADA + " PRO");
        ada.aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        ada.reconcileAfter(Duration.ofSeconds(2));
        ada.apply(manifest().plan(Plan.POWER));

        assertThat(ada.reconcile()).containsExactly("reassign " + ADA + " POWER");
        assertThat(ada.cleanUp()).containsExactly("unassign " + ADA);
    }

    @Test
    void aRefusalWithAConflictDoesNotMakeItTheObjects() {
        ada.aws.directory().put(user(ADA, NAME));
        ada.allowItsNamespace(false);
        ada.manifest = manifest().plan(Plan.PRO);
        ada.aws.calls().conflict("assign");
        assertThat(ada.reconcile()).isEmpty();
        ada.aws.calls().heal();
        ada.aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        ada.reconcileAfter(Duration.ofMinutes(1));

        assertThat(recorded()).isEmpty();
        assertGoesWithoutAWrite();
    }
}
