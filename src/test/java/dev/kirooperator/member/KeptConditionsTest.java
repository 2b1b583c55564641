package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A condition stays while its aspect is not looked at, so that its transition time tells of the aspect and not of the looks. */
class KeptConditionsTest {

    private final MemberLife ada = new MemberLife();

    @BeforeEach
    void adaIsReady() {
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.manifest = manifest().plan(Plan.POWER);
        ada.reconcile();
        ada.aws.seats().show("u-ada@example.com", SeatStatus.ACTIVE, Plan.POWER, SeatSource.INDIVIDUAL);
        ada.reconcileAfter(MemberLife.REGULAR);
        assertThat(ada.reason(ConditionType.READY)).isEqualTo("Synced");
    }

    private static TestingMember manifest() {
        return TestingMember.of("dev", "ada").named("Ada", "Lovelace").team("kiro", null);
    }

    @Test
    void aLookThatFailsBeforeItLeavesTheOthersAsTheyWere() {
        Optional<Condition> seat = ada.condition(ConditionType.SEAT_ASSIGNED);
        ada.aws.calls().throttle("snapshot");

        ada.reconcileAfter(MemberLife.REGULAR);
        assertThat(ada.reason(ConditionType.READY)).isEqualTo("Throttled");
        assertThat(ada.condition(ConditionType.SEAT_ASSIGNED)).isEqualTo(seat);

        ada.aws.calls().heal();
        ada.reconcileAfter(MemberLife.REGULAR);
        assertThat(ada.condition(ConditionType.SEAT_ASSIGNED)).isEqualTo(seat);
    }

    @Test
    void aSuspendedTeamLeavesUserAndSeatAsTheyWere() {
        Optional<Condition> user = ada.condition(ConditionType.USER_SYNCED);
        Optional<Condition> seat = ada.condition(ConditionType.SEAT_ASSIGNED);
        ada.team(TestingTeam.of("dev", "kiro").suspended());

        ada.reconcileAfter(MemberLife.REGULAR);
        assertThat(ada.reason(ConditionType.READY)).isEqualTo("Suspended");
        assertThat(ada.condition(ConditionType.USER_SYNCED)).isEqualTo(user);
        assertThat(ada.condition(ConditionType.SEAT_ASSIGNED)).isEqualTo(seat);
    }

    @Test
    void aMemberWithoutTeamsAndPlanHasNoSuchConditions() {
        ada.teams.clear();
        ada.apply(TestingMember.of("dev", "ada").named("Ada", "Lovelace"));
        ada.reconcile();
        ada.aws.seats().hide("u-ada@example.com");
        ada.reconcileAfter(MemberLife.REGULAR);

        assertThat(ada.reason(ConditionType.TEAMS_SYNCED)).isEqualTo("none");
        assertThat(ada.reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("none");
    }
}
