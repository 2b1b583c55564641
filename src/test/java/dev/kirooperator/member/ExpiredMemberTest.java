package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member whose end comes, and one whose end is past when the operator first sees it, as in a cluster that was applied again. */
class ExpiredMemberTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final MemberLife ada = new MemberLife();

    @BeforeEach
    void adaIsInTheTeamsGroupAndInAnother() {
        ada.aws.directory().put(user("u-1", "ada@example.com"));
        ada.team(TestingTeam.of("dev", "kiro"));
        ada.aws.directory().putMember("g-kiro", "u-1");
        ada.aws.directory().putMember("g-other", "u-1");
    }

    private static TestingMember expired() {
        return TestingMember.of("dev", "ada").team("kiro", null).expiresAt("2026-11-25T11:00:00Z");
    }

    /** A member with an individual plan, from the team or its own, that this operator has asked for; the end is past then. */
    private void expiresWith(TestingMember manifest, Plan plan) {
        ada.manifest = manifest.expiresAt("2026-12-31T00:00:00Z");
        ada.reconcile();
        ada.aws.seats().show("u-1", SeatStatus.ACTIVE, plan, SeatSource.INDIVIDUAL);
        ada.reconcileAfter(SOON);
        ada.manifest = manifest.expiresAt("2026-11-25T11:00:00Z");
    }

    @Test
    void anIndividualSeatThatAnObjectThatIsBornExpiredNeverAskedForStays() {
        ada.manifest = expired().plan(Plan.POWER);
        ada.aws.seats().show("u-1", SeatStatus.ACTIVE, Plan.POWER, SeatSource.INDIVIDUAL);

        assertThat(ada.reconcile()).containsExactly("leave g-kiro u-1");
        ada.reconcileAfter(SOON);
        assertThat(ada.condition(ConditionType.TEAMS_SYNCED))
                .hasValueSatisfying(condition -> assertThat(condition.message())
                        .contains("an individual seat that this object never asked for"));
        assertThat(ada.cleanUp()).isEmpty();
    }

    @Test
    void itLeavesTheTeamsAndGivesTheSeatBack() {
        expiresWith(expired().plan(Plan.POWER), Plan.POWER);

        assertThat(ada.reconcile()).containsExactly("unassign u-1", "leave g-kiro u-1");
        assertThat(ada.condition(ConditionType.TEAMS_SYNCED))
                .hasValueSatisfying(
                        condition -> assertThat(condition.message()).contains("AWS does not show it all yet"));
        assertThat(ada.condition(ConditionType.RECONCILING)).isPresent();

        ada.aws.seats().show("u-1", SeatStatus.CANCELLED, Plan.POWER, SeatSource.INDIVIDUAL);
        assertThat(ada.reconcileAfter(SOON)).isEmpty();
        assertThat(ada.condition(ConditionType.TEAMS_SYNCED))
                .hasValueSatisfying(condition -> assertThat(condition.message()).contains("has left the teams"));
        assertThat(ada.condition(ConditionType.RECONCILING)).isEmpty();
    }

    @Test
    void aSeatThatTheManifestDoesNotAskForIsSomebodyElses() {
        ada.manifest = expired();
        ada.aws.seats().show("u-1", SeatStatus.ACTIVE, Plan.POWER, SeatSource.INDIVIDUAL);

        assertThat(ada.reconcile()).containsExactly("leave g-kiro u-1");
    }

    @Test
    void aSeatThatTheTeamAsksForIsGivenBackToo() {
        ada.team(TestingTeam.of("dev", "kiro").plan(Plan.PRO, AssignTo.MEMBERS));
        expiresWith(expired(), Plan.PRO);

        assertThat(ada.reconcile()).containsExactly("unassign u-1", "leave g-kiro u-1");
    }

    @Test
    void aUserThatIsNotThereHasNothingToGiveBack() {
        ada.aws.directory().deleteUser("u-1");
        ada.aws.calls().takeWrites();
        ada.manifest = expired().plan(Plan.POWER);

        assertThat(ada.reconcile()).isEmpty();
        assertThat(ada.reason(ConditionType.READY)).isEqualTo("Expired");
    }

    @Test
    void itsUserIsNeverDeleted() {
        ada.manifest = expired().deletingItsUser();
        ada.reconcile();
        ada.reconcileAfter(SOON);

        assertThat(ada.cleanUp()).isEmpty();
        assertThat(ada.gone).isTrue();
    }

    private Optional<SeatState> shownState() {
        return ada.status.map(KiroMemberStatus::seat).map(MemberSeatStatus::state);
    }

    @Test
    void itsStatusShowsTheSeatUntilAwsDropsIt() {
        expiresWith(expired().plan(Plan.POWER), Plan.POWER);
        ada.reconcile();
        ada.aws.seats().show("u-1", SeatStatus.CANCELLED, Plan.POWER, SeatSource.INDIVIDUAL);
        ada.reconcileAfter(SOON);
        assertThat(shownState()).contains(SeatState.CANCELLED);
        assertThat(ada.status.map(KiroMemberStatus::seat).map(MemberSeatStatus::individualPlan))
                .isEmpty();
        assertThat(ada.condition(ConditionType.SEAT_ASSIGNED)).isEmpty();

        ada.aws.seats().hide("u-1");
        ada.reconcileAfter(Duration.ofDays(10));
        assertThat(shownState()).contains(SeatState.UNKNOWN);
    }

    @Test
    void aSeatThatIsGoneIsNotGivenBackAgainAtEveryLook() {
        expiresWith(expired().plan(Plan.POWER), Plan.POWER);
        assertThat(ada.reconcile()).containsExactly("unassign u-1", "leave g-kiro u-1");
        ada.aws.seats().hide("u-1");

        ada.reconcileAfter(SOON);
        assertThat(ada.reconcileAfter(MemberLife.REGULAR)).isEmpty();
    }

    @Test
    void aSeatThatShowsLateIsGivenBackAfterAll() {
        expiresWith(expired().plan(Plan.POWER), Plan.POWER);
        ada.aws.seats().hide("u-1");
        ada.reconcile();
        ada.reconcileAfter(SOON);
        ada.aws.seats().show("u-1", SeatStatus.PENDING, Plan.POWER, SeatSource.INDIVIDUAL);

        assertThat(ada.reconcileAfter(MemberLife.REGULAR)).containsExactly("unassign u-1");
    }

    @Test
    void aGroupsSeatThatAwsEndsLaterIsSaidAndWatched() {
        ada.team(TestingTeam.of("dev", "kiro").plan(Plan.PRO, AssignTo.GROUP));
        ada.manifest = TestingMember.of("dev", "ada").team("kiro", null);
        ada.aws.seats().show("u-1", SeatStatus.ACTIVE, Plan.PRO, SeatSource.GROUP);
        ada.reconcile();
        ada.manifest = expired();

        assertThat(ada.reconcileAfter(MemberLife.REGULAR)).containsExactly("leave g-kiro u-1");
        assertThat(ada.condition(ConditionType.TEAMS_SYNCED))
                .hasValueSatisfying(condition -> assertThat(condition.message()).contains("AWS still shows a seat"));
        assertThat(ada.next).isLessThan(Duration.ofMinutes(1));

        ada.aws.seats().hide("u-1");
        ada.reconcileAfter(SOON);
        assertThat(ada.condition(ConditionType.TEAMS_SYNCED))
                .hasValueSatisfying(condition -> assertThat(condition.message()).contains("given the seat back"));
        assertThat(ada.next).isEqualTo(MemberLife.REGULAR);
    }
}
