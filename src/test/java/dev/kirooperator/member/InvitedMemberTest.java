package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Invitation;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.testing.TestingMember;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A member from its invitation to the warning of its end. */
class InvitedMemberTest {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final String ADA = "u-ada@example.com";

    private final MemberLife ada = new MemberLife();

    private static TestingMember invited() {
        return TestingMember.of("dev", "ada")
                .named("Ada", "Lovelace")
                .plan(Plan.POWER)
                .invitation(Invitation.EMAIL);
    }

    @Test
    void whoIsMailedIsToldHowToGetInWhileTheSeatWaits() {
        ada.manifest = invited();
        assertThat(ada.reconcile()).contains("mail " + ADA, "assign " + ADA + " POWER");
        assertThat(ada.reason(ConditionType.INVITED)).isEqualTo("InvitationSent");

        ada.aws.seats().show(ADA, SeatStatus.PENDING, Plan.POWER, SeatSource.INDIVIDUAL);
        assertThat(ada.reconcileAfter(SOON)).isEmpty();
        assertThat(ada.reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("SeatPending");
        assertThat(ada.condition(ConditionType.SEAT_ASSIGNED).map(Condition::message))
                .hasValueSatisfying(message -> assertThat(message)
                        .contains("the mail that was sent at 2026-11-25T12:00:00Z", "MFA", "status.signIn"));
    }

    @Test
    void whoIsNotToBeInvitedAnyMoreHasNoConditionAboutIt() {
        ada.manifest = invited();
        ada.reconcile();
        ada.apply(TestingMember.of("dev", "ada").named("Ada", "Lovelace").plan(Plan.POWER));
        ada.reconcileAfter(SOON);

        assertThat(ada.condition(ConditionType.INVITED)).isEmpty();
    }

    @Test
    void theWarningOfAnEndIsThereFromItsTimeOnAndGoesWhenTheEndIsMoved() {
        ada.manifest = invited().expiresAt("2026-12-02T12:01:00Z");
        ada.reconcile();
        assertThat(ada.condition(ConditionType.EXPIRING)).isEmpty();
        ada.aws.seats().show(ADA, SeatStatus.PENDING, Plan.POWER, SeatSource.INDIVIDUAL);
        ada.reconcileAfter(Duration.ofSeconds(30));
        assertThat(ada.next).isEqualTo(Duration.ofSeconds(30));

        ada.reconcileAfter(Duration.ofSeconds(30));
        assertThat(ada.condition(ConditionType.EXPIRING).map(Condition::status)).contains("True");
        assertThat(ada.condition(ConditionType.READY).map(Condition::status)).contains("True");

        ada.apply(invited().expiresAt("2027-12-02T12:01:00Z"));
        ada.reconcileAfter(SOON);
        assertThat(ada.condition(ConditionType.EXPIRING)).isEmpty();
    }
}
