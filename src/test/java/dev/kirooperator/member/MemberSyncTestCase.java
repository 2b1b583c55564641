package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.group;
import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.api.v1alpha1.TeamState;
import dev.kirooperator.converge.ConnectionCatalogue;
import dev.kirooperator.converge.ExpirySettings;
import dev.kirooperator.converge.Freshness;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.OtherProfiles;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.guard.GroupOwnership;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.OwnershipMarker;
import dev.kirooperator.guard.ProtectedNames;
import dev.kirooperator.guard.RemovalBrake;
import dev.kirooperator.guard.RemovalWindow;
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
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** One member, reconciled over and over against an AWS in memory. */
abstract class MemberSyncTestCase {

    static final Duration REGULAR = Duration.ofMinutes(10);
    static final Duration READ_BACK = Duration.ofMinutes(1);
    static final String ADA = "u-ada";

    final TestingConnection aws = TestingConnection.empty();
    final List<NamedTeam> teams = new ArrayList<>();
    final List<KiroMember> peers = new ArrayList<>();
    final TestingConnection other = TestingConnection.named("other");
    final ConnectionCatalogue connections = new TestingConnections(List.of(aws, other));
    final RemovalWindow window = new RemovalWindow(5, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ZERO);
    final DoubleBilling doubleBilling = new DoubleBilling(new OtherProfiles(connections));
    final MemberSync sync = sync();
    TestingMember manifest = TestingMember.of("dev", "ada").named("Ada", "Lovelace");
    Optional<KiroMemberStatus> status = Optional.empty();
    Instant now = Instant.parse("2026-11-25T12:00:00Z");
    Duration next = REGULAR;

    /** How long after the look has begun a request for a seat is sent. */
    Duration sentAfter = Duration.ZERO;

    /** Statuses that were written before a request for a seat. */
    final List<KiroMemberStatus> noted = new ArrayList<>();

    private MemberSync sync() {
        GroupOwnership ownership = new GroupOwnership(new OwnershipMarker("prod", true));
        Guards guards =
                new Guards(new ProtectedNames(List.of()), new Tenancy(List.of()), ownership, new RemovalBrake(5, 10));
        DepartureBrake brake = new DepartureBrake(window, test -> List.of());
        Leaving leaving = new Leaving(ownership, brake);
        TeamsPhase teamsPhase =
                new TeamsPhase(ownership, new TeamAccess(namespace -> Optional.empty()), team -> List.of());
        return new MemberSync(
                guards,
                new UserPhase(
                        new UserPlanner(),
                        new UserOwners((peer, connection) -> MemberGoal.of(peer).adopt()),
                        status -> {}),
                teamsPhase,
                new SeatPhase(
                        new SeatMachine(READ_BACK),
                        doubleBilling,
                        brake,
                        new FoundSeats(guards),
                        () -> now.plus(sentAfter),
                        patch -> noted.add(patch.getStatus())),
                new InvitationPhase(new InvitationPlanner()),
                new Expiry(new ExpirySettings(Duration.ofDays(7))),
                new Departure(leaving, new SeatReturn(doubleBilling)),
                new ProviderSeat(new FoundSeats(guards), status -> {}),
                leaving,
                brake,
                run -> 0);
    }

    @BeforeEach
    void adaExists() {
        aws.directory().put(user(ADA, "ada@example.com"));
    }

    /** Puts a team and its group there; the manifest names it. */
    final void team(TestingTeam team) {
        var built = team.build();
        ObjectKey key = ObjectKey.of(built);
        teams.removeIf(named -> named.key().equals(key));
        teams.add(new NamedTeam(key, Optional.of(built), true, Optional.empty()));
        aws.directory().put(group("g-" + key.name(), key.name(), "[kiro-operator:prod/" + key + "]"));
    }

    static TestingTeam kiro() {
        return TestingTeam.of("dev", "kiro").plan(Plan.PRO, AssignTo.MEMBERS);
    }

    static TestingTeam tools() {
        return TestingTeam.of("dev", "tools");
    }

    /** Reconciles once; returns what was written. */
    final List<String> reconcile() {
        KiroMember member = manifest.build();
        member.setStatus(status.orElse(null));
        Progress progress =
                new Progress(status.map(KiroMemberStatus::conditions).orElse(null), 1L, now, REGULAR);
        MemberStatusBuilder builder = new MemberStatusBuilder(member);
        sync.run(new MemberRun(
                member,
                manifest.goal(),
                List.copyOf(teams),
                peers,
                aws,
                new Freshness.Usual(Duration.ofMinutes(8)),
                progress,
                builder));
        status = Optional.of(builder.build(progress));
        next = progress.next();
        return aws.calls().takeWrites();
    }

    final List<String> reconcileAfter(Duration wait) {
        now = now.plus(wait);
        return reconcile();
    }

    Optional<Condition> condition(ConditionType type) {
        return status.flatMap(s -> Conditions.find(s.conditions(), type));
    }

    final String reason(ConditionType type) {
        return condition(type).map(Condition::reason).orElse("none");
    }

    final List<TeamState> states() {
        return status.map(KiroMemberStatus::teams).orElse(List.of()).stream()
                .map(TeamMembershipStatus::state)
                .toList();
    }

    /** Ada in two teams, one of which gives each member a seat of its own, which is in use. */
    final void adaHasASeatThroughKiro() {
        team(kiro());
        team(tools());
        reconcile();
        aws.seats().show(ADA, SeatStatus.ACTIVE, Plan.PRO, SeatSource.INDIVIDUAL);
        reconcileAfter(Duration.ofSeconds(5));
        assertThat(reason(ConditionType.READY)).isEqualTo("Synced");
    }
}
