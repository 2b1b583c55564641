package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.group;
import static dev.kirooperator.testing.TestingIdentities.user;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.OtherSeatStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.api.v1alpha1.TeamState;
import dev.kirooperator.converge.ConnectionCatalogue;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.OtherProfiles;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.guard.GroupOwnership;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.OwnershipMarker;
import dev.kirooperator.guard.ProtectedNames;
import dev.kirooperator.guard.RemovalBrake;
import dev.kirooperator.guard.Tenancy;
import dev.kirooperator.seat.SeatMachine;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.status.Conditions;
import dev.kirooperator.testing.TestingConnection;
import dev.kirooperator.testing.TestingConnections;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One member, reconciled over and over against an AWS in memory. */
class MemberSyncTest {

    private static final Duration REGULAR = Duration.ofMinutes(10);
    private static final Duration READ_BACK = Duration.ofMinutes(1);
    private static final String ADA = "u-ada";

    private final TestingConnection aws = TestingConnection.empty();
    private final List<NamedTeam> teams = new ArrayList<>();
    private final List<KiroMember> peers = new ArrayList<>();
    private final TestingConnection other = TestingConnection.named("other");
    private final ConnectionCatalogue connections = new TestingConnections(List.of(aws, other));
    private final DoubleBilling doubleBilling = new DoubleBilling(new OtherProfiles(connections));
    private final MemberSync sync = sync();
    private TestingMember manifest = TestingMember.of("dev", "ada").named("Ada", "Lovelace");
    private Optional<KiroMemberStatus> status = Optional.empty();
    private Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private Duration next = REGULAR;

    private MemberSync sync() {
        GroupOwnership ownership = new GroupOwnership(new OwnershipMarker("prod", true));
        Guards guards =
                new Guards(new ProtectedNames(List.of()), new Tenancy(List.of()), ownership, new RemovalBrake(5, 10));
        return new MemberSync(
                guards,
                new UserPhase(new UserPlanner(), status -> {}),
                new TeamsPhase(ownership, new TeamAccess(namespace -> Map.of()), team -> List.of()),
                new SeatPhase(new SeatMachine(READ_BACK), doubleBilling));
    }

    @BeforeEach
    void adaExists() {
        aws.directory().put(user(ADA, "ada@example.com"));
    }

    /** Puts a team and its group there; the manifest names it. */
    private void team(TestingTeam team) {
        var built = team.build();
        ObjectKey key = ObjectKey.of(built);
        teams.removeIf(named -> named.key().equals(key));
        teams.add(new NamedTeam(key, Optional.of(built), true));
        aws.directory().put(group("g-" + key.name(), key.name(), "[kiro-operator:prod/" + key + "]"));
    }

    private static TestingTeam kiro() {
        return TestingTeam.of("dev", "kiro").plan(Plan.PRO, AssignTo.MEMBERS);
    }

    private static TestingTeam tools() {
        return TestingTeam.of("dev", "tools");
    }

    /** Reconciles once; returns what was written. */
    private List<String> reconcile() {
        KiroMember member = manifest.build();
        member.setStatus(status.orElse(null));
        Progress progress =
                new Progress(status.map(KiroMemberStatus::conditions).orElse(null), 1L, now, REGULAR);
        MemberStatusBuilder builder = new MemberStatusBuilder(member);
        sync.run(new MemberRun(
                member, manifest.goal(), List.copyOf(teams), peers, aws, Duration.ofMinutes(8), progress, builder));
        status = Optional.of(builder.build(progress));
        next = progress.next();
        return aws.calls().takeWrites();
    }

    private List<String> reconcileAfter(Duration wait) {
        now = now.plus(wait);
        return reconcile();
    }

    private Optional<Condition> condition(ConditionType type) {
        return status.flatMap(s -> Conditions.find(s.conditions(), type));
    }

    private String reason(ConditionType type) {
        return condition(type).map(Condition::reason).orElse("none");
    }

    private List<TeamState> states() {
        return status.map(KiroMemberStatus::teams).orElse(List.of()).stream()
                .map(TeamMembershipStatus::state)
                .toList();
    }

    /** Ada in two teams, one of which gives each member a seat of its own, which is in use. */
    private void adaHasASeatThroughKiro() {
        team(kiro());
        team(tools());
        reconcile();
        aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        reconcileAfter(Duration.ofSeconds(5));
        assertThat(reason(ConditionType.READY)).isEqualTo("Synced");
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

    @Test
    void anotherMembersHigherPlanForTheSameUserIsAskedForAtMostOnceInEachReadBackTime() {
        manifest.plan(Plan.PRO);
        KiroMember peer = TestingMember.of("ops", "ada").plan(Plan.POWER).build();
        peer.setStatus(recordedSeat(Plan.POWER));
        peers.add(peer);
        aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);

        List<String> writes = new ArrayList<>(reconcile());
        for (int look = 0; look < 10; look++) {
            writes.addAll(reconcileAfter(Duration.ofSeconds(5)));
        }
        assertThat(writes).containsExactly("reassign u-ada POWER");
    }

    private static KiroMemberStatus recordedSeat(Plan plan) {
        TestingMember recorded = TestingMember.of("ops", "ada").recordedUser(ADA, "default");
        return new KiroMemberStatus(
                1L,
                Optional.ofNullable(recorded.build().getStatus()).orElseThrow().user(),
                null,
                new MemberSeatStatus(null, plan, null, null, null, plan, null, null, null),
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
        aws.seats().show(ADA, SeatStatus.PENDING, Plan.PRO, SeatSource.INDIVIDUAL);
        manifest.expiresAt("2026-11-25T11:00:00Z").recordedUser(ADA, "default");
        status = Optional.ofNullable(manifest.build().getStatus());

        assertThat(reconcile()).containsExactly("unassign u-ada");
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
}
