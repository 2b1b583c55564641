package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.group;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.api.v1alpha1.TeamState;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.testing.TestingMember;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemberSyncTest extends MemberSyncTestCase {

    @Test
    void aMemberOfAnObservedTeamSaysWhatItWouldDo() {
        team(tools().mode(SyncMode.OBSERVE));

        assertThat(reconcile()).isEmpty();
        assertThat(condition(ConditionType.TEAMS_SYNCED).map(Condition::reason).orElseThrow())
                .isEqualTo("ObserveOnly");
        assertThat(message(ConditionType.TEAMS_SYNCED)).isEqualTo("Team dev/tools is only observed. To do: join");

        aws.directory().putMember("g-tools", ADA);
        assertThat(reconcile()).isEmpty();
        assertThat(message(ConditionType.TEAMS_SYNCED))
                .isEqualTo("Team dev/tools is only observed. The user is in the group already");
    }

    @Test
    void aMemberOfAnObservedTeamSaysThatItsUserWouldBeCreated() {
        team(tools().mode(SyncMode.OBSERVE));
        manifest = TestingMember.of("dev", "grace").named("Grace", "Hopper");

        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("ObserveOnly");
        assertThat(message(ConditionType.USER_SYNCED)).startsWith("To do: create the user");
        assertThat(message(ConditionType.TEAMS_SYNCED)).endsWith("To do: join");

        manifest = TestingMember.of("dev", "grace");
        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.USER_SYNCED)).isEqualTo("InvalidSpec");
    }

    private String message(ConditionType type) {
        return condition(type).map(Condition::message).orElse("none");
    }

    @Test
    void aMemberJoinsItsTeamsAndGetsItsSeat() {
        team(kiro());
        team(tools());

        assertThat(reconcile()).containsExactly("join g-kiro u-ada", "join g-tools u-ada", "assign u-ada PRO");
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("WaitingForSeat");
        assertThat(next).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void anUnchangedWorldIsNotWrittenTo() {
        adaHasASeatThroughKiro();

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(next).isEqualTo(REGULAR);
    }

    @Test
    void aSeatThatDoesNotShowIsAskedForOnceInEachReadBackTime() {
        team(kiro());
        reconcile();

        assertThat(reconcileAfter(Duration.ofSeconds(59))).isEmpty();
        assertThat(reconcileAfter(Duration.ofSeconds(1))).containsExactly("assign u-ada PRO");
        assertThat(reconcileAfter(Duration.ofSeconds(2))).isEmpty();
    }

    @Test
    void aTeamThatCannotBeReadCostsNobodyTheSeat() {
        adaHasASeatThroughKiro();
        aws.calls().throttle("memberships g-kiro");

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(reason(ConditionType.TEAMS_SYNCED)).isEqualTo("Throttled");
        assertThat(states()).containsExactly(TeamState.JOINED, TeamState.JOINED);
    }

    @Test
    void aTeamWhoseGroupIsNotProvenForAWhileCostsNobodyTheSeat() {
        adaHasASeatThroughKiro();
        aws.directory().put(group("g-kiro", "kiro", "somebody removed the marker"));

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(reason(ConditionType.TEAMS_SYNCED)).isEqualTo("WaitingForTeam");
    }

    @Test
    void aTeamThatIsSuspendedOrOnlyObservedCostsNobodyTheSeatAndChangesNoPlan() {
        adaHasASeatThroughKiro();
        team(kiro().suspended());
        assertThat(reconcileAfter(REGULAR)).isEmpty();

        team(kiro().plan(Plan.POWER, AssignTo.MEMBERS).mode(SyncMode.OBSERVE));
        assertThat(reconcileAfter(REGULAR)).isEmpty();
    }

    @Test
    void aTeamThatIsNotNamedAnyMoreIsLeftAndItsSeatGivenBack() {
        adaHasASeatThroughKiro();
        teams.removeIf(team -> team.key().name().equals("kiro"));

        assertThat(reconcileAfter(REGULAR)).containsExactly("leave g-kiro u-ada", "unassign u-ada");
    }

    @Test
    void aPlanThatIsChangedAtAwsIsPutRightAndAskedForOnceInEachReadBackTime() {
        adaHasASeatThroughKiro();
        aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.POWER, SeatSource.INDIVIDUAL);

        assertThat(reconcileAfter(REGULAR)).containsExactly("reassign u-ada PRO");
        assertThat(reconcileAfter(Duration.ofSeconds(2))).isEmpty();
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("WaitingForSeat");
        assertThat(reconcileAfter(READ_BACK)).containsExactly("reassign u-ada PRO");
    }

    @Test
    void aPlanThatChangesWhileTheSeatIsPendingIsChangedAfterTheFirstSignIn() {
        manifest.plan(Plan.PRO);
        reconcile();
        aws.seats().show(ADA, SeatStatus.PENDING, Plan.PRO, SeatSource.INDIVIDUAL);
        reconcileAfter(Duration.ofSeconds(5));
        manifest.plan(Plan.POWER);
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);

        assertThat(reconcileAfter(REGULAR)).containsExactly("reassign u-ada POWER");
    }

    @Test
    void aSeatThatWasCancelledThisMonthIsNotLookedAtEveryTwoSecondsForTheRestOfIt() {
        manifest.plan(Plan.PRO);
        aws.seats().show(ADA, SeatStatus.CANCELLED, Plan.PRO, SeatSource.INDIVIDUAL);
        reconcile();

        assertThat(reconcileAfter(Duration.ofHours(1))).isEmpty();
        assertThat(reason(ConditionType.SEAT_ASSIGNED)).isEqualTo("CancelledThisMonth");
        assertThat(next).isEqualTo(REGULAR);
    }

    @Test
    void aPlanThatIsTakenBackBeforeTheSeatShowsIsGivenBackWhenItDoes() {
        manifest.plan(Plan.PRO);
        reconcile();
        manifest = TestingMember.of("dev", "ada");
        assertThat(reconcileAfter(Duration.ofSeconds(2))).isEmpty();
        assertThat(next).isLessThan(READ_BACK);
        aws.seats().show(ADA, SeatStatus.PENDING, Plan.PRO, SeatSource.INDIVIDUAL);

        assertThat(reconcileAfter(Duration.ofSeconds(2))).containsExactly("unassign u-ada");
    }

    /** Another member of the same user, which has asked for a seat through the connection. */
    private void peer(Plan plan, String connection, Instant created) {
        KiroMember peer =
                TestingMember.of("ops", "ada").plan(plan).createdAt(created).build();
        peer.setStatus(recordedSeat(plan, connection));
        peers.add(peer);
    }

    @Test
    void whoeverOfSeveralMembersWantsTheHigherPlanAsksForIt() {
        manifest.plan(Plan.PRO);
        peer(Plan.POWER, "default", Instant.EPOCH);
        aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);

        List<String> writes = new ArrayList<>(reconcile());
        for (int look = 0; look < 10; look++) {
            writes.addAll(reconcileAfter(Duration.ofSeconds(5)));
        }
        assertThat(writes).isEmpty();
        assertThat(next).isLessThan(READ_BACK);

        manifest.plan(Plan.POWER);
        peers.clear();
        peer(Plan.PRO, "default", Instant.EPOCH);
        assertThat(reconcileAfter(Duration.ofSeconds(5))).containsExactly("reassign u-ada POWER");
    }

    @Test
    void ofSeveralMembersThatWantTheSameTheOldestAsks() {
        manifest.plan(Plan.PRO);
        peer(Plan.PRO, "default", Instant.parse("2026-11-25T13:00:00Z"));
        assertThat(reconcile()).containsExactly("assign u-ada PRO");

        peers.clear();
        peer(Plan.PRO, "default", Instant.EPOCH);
        status = Optional.empty();
        assertThat(reconcile()).isEmpty();
    }

    @Test
    void whatAnotherMemberHasInAnotherKiroProfileIsNotAskedForInThisOne() {
        manifest.plan(Plan.PRO);
        peer(Plan.POWER, "eu", Instant.EPOCH);
        assertThat(reconcile()).containsExactly("assign u-ada PRO");

        aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        reconcileAfter(Duration.ofSeconds(5));
        manifest = TestingMember.of("dev", "ada");
        assertThat(reconcileAfter(REGULAR)).containsExactly("unassign u-ada");
    }

    private static KiroMemberStatus recordedSeat(Plan plan, String connection) {
        TestingMember recorded = TestingMember.of("ops", "ada").recordedUser(ADA, connection);
        return new KiroMemberStatus(
                1L,
                Optional.ofNullable(recorded.build().getStatus()).orElseThrow().user(),
                null,
                new MemberSeatStatus(null, plan, null, null, null, plan, null, null, null),
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void anExpiredMemberLeavesAndGivesBackAndWaitsWithPatience() {
        adaHasASeatThroughKiro();
        manifest.expiresAt("2026-11-25T12:10:00Z");

        assertThat(reconcileAfter(REGULAR))
                .containsExactly("unassign u-ada", "leave g-kiro u-ada", "leave g-tools u-ada");
        reconcileAfter(Duration.ofSeconds(2));
        reconcileAfter(Duration.ofHours(1));
        assertThat(next).isGreaterThan(Duration.ofMinutes(1));
        aws.seats().show(ADA, SeatStatus.CANCELLED, Plan.PRO, SeatSource.INDIVIDUAL);
        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(reason(ConditionType.READY)).isEqualTo("Expired");
    }

    @Test
    void aSeatThatDoesNotShowYetIsGivenBackTooWhenTheMemberExpires() {
        manifest.plan(Plan.PRO);
        reconcile();
        manifest.expiresAt("2026-11-25T12:00:02Z");

        assertThat(reconcileAfter(Duration.ofSeconds(2))).containsExactly("unassign u-ada");
    }

    @Test
    void aTeamThatIsDeletedTakesTheSeatsThatItGaveWithIt() {
        adaHasASeatThroughKiro();
        teamIsDeleted("kiro");

        assertThat(reconcileAfter(REGULAR)).containsExactly("unassign u-ada");
        assertThat(states()).containsExactly(TeamState.WAITING, TeamState.JOINED);
    }

    @Test
    void theOnlyTeamsDeletionGivesTheSeatBackToo() {
        team(kiro());
        reconcile();
        aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        reconcileAfter(Duration.ofSeconds(5));
        teamIsDeleted("kiro");

        assertThat(reconcileAfter(REGULAR)).containsExactly("unassign u-ada");
        aws.seats().show(ADA, SeatStatus.CANCELLED, Plan.PRO, SeatSource.INDIVIDUAL);
        reconcileAfter(REGULAR);
        assertThat(requireNonNull(status.orElseThrow().seat()).state()).isEqualTo(SeatState.CANCELLED);
    }

    @Test
    void aTeamThatDoesNotAdmitTheNamespaceAnyMoreTakesItsSeatBack() {
        team(kiro());
        reconcile();
        aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        reconcileAfter(Duration.ofSeconds(5));
        NamedTeam named = teams.get(0);
        teams.set(0, new NamedTeam(named.key(), named.team(), false, Optional.empty()));

        assertThat(reconcileAfter(REGULAR)).isEmpty();
        assertThat(states()).containsExactly(TeamState.NOT_ALLOWED);
        aws.directory().removeMember("g-kiro", ADA);
        assertThat(reconcileAfter(REGULAR)).containsExactly("unassign u-ada");
    }

    @Test
    void anAdditiveTeamThatDoesNotAdmitTheNamespaceAnyMoreIsLeftByTheMemberItself() {
        team(kiro().membership(MembershipPolicy.ADDITIVE, null));
        reconcile();
        NamedTeam named = teams.get(0);
        teams.set(0, new NamedTeam(named.key(), named.team(), false, Optional.empty()));

        assertThat(reconcileAfter(REGULAR)).contains("leave g-kiro u-ada");
    }

    @Test
    void aRetainedGroupOfADeletedTeamStillHasTheMember() {
        adaHasASeatThroughKiro();
        NamedTeam named = teams.get(1);
        teams.set(1, new NamedTeam(named.key(), Optional.empty(), false, Optional.empty()));

        reconcileAfter(REGULAR);
        assertThat(states()).containsExactly(TeamState.JOINED, TeamState.JOINED);
    }

    /** The object is gone, and its group with it. */
    private void teamIsDeleted(String name) {
        teams.replaceAll(team -> team.key().name().equals(name)
                ? new NamedTeam(team.key(), Optional.empty(), false, Optional.empty())
                : team);
        aws.directory().remove("g-" + name);
    }

    @Test
    void nothingIsWrittenBeforeTheConnectionIsPreparedAndNothingIsPreparedForMereObservation() {
        team(kiro());
        aws.calls().throttle("prepare");
        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.USER_SYNCED)).isEqualTo("Throttled");
        assertThat(states()).containsExactly(TeamState.WAITING);

        team(kiro().mode(SyncMode.OBSERVE));
        assertThat(reconcile()).isEmpty();
        assertThat(reason(ConditionType.USER_SYNCED)).isNotEqualTo("Throttled");
    }
}
