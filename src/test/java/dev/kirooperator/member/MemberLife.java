package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.group;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.ExpirySettings;
import dev.kirooperator.converge.Freshness;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.OtherProfiles;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.Provisioning;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.guard.GroupOwnership;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.Namespaces;
import dev.kirooperator.guard.OwnershipMarker;
import dev.kirooperator.guard.ProtectedNames;
import dev.kirooperator.guard.RemovalBrake;
import dev.kirooperator.guard.RemovalWindow;
import dev.kirooperator.guard.Tenancy;
import dev.kirooperator.guard.TenancyRule;
import dev.kirooperator.guard.Verdict;
import dev.kirooperator.seat.SeatMachine;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.status.Conditions;
import dev.kirooperator.status.Transition;
import dev.kirooperator.testing.TestingApiServer;
import dev.kirooperator.testing.TestingCalls;
import dev.kirooperator.testing.TestingConnection;
import dev.kirooperator.testing.TestingConnections;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One member from its first reconcile to its clean-up, against an AWS in memory; the operator may be started anew in between. */
final class MemberLife {

    static final Duration REGULAR = Duration.ofMinutes(10);

    final TestingConnection aws;
    final List<NamedTeam> teams = new ArrayList<>();
    final List<KiroMember> peers = new ArrayList<>();

    /** Other members that are marked for deletion. */
    final List<KiroMember> deleted = new ArrayList<>();

    /** What became Events in the last reconcile or clean-up. */
    List<Transition> events = List.of();

    /** What was written to the cluster before a reconcile was over. */
    final List<KiroMemberStatus> interim = new ArrayList<>();

    TestingMember manifest = TestingMember.of("dev", "ada").named("Ada", "Lovelace");
    Optional<KiroMemberStatus> status = Optional.empty();
    Instant now = Instant.parse("2026-11-25T12:00:00Z");
    Duration next = REGULAR;
    long generation = 1;

    /** Whether the clean-up is over. */
    boolean gone;

    RemovalWindow window = new RemovalWindow(5, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ZERO);
    private Guards guards = guards(List.of());
    private Controllers controllers;

    MemberLife() {
        this(Provisioning.DEFAULT);
    }

    MemberLife(Provisioning provisioning) {
        this(TestingConnection.empty().with(provisioning));
    }

    MemberLife(TestingConnection aws) {
        this.aws = aws;
        controllers = start();
    }

    private record Controllers(MemberSync sync, MemberCleanup cleanup) {}

    private Controllers start() {
        Consumer<KiroMember> statusWriter = patch -> {
            aws.calls().toTheCluster();
            TestingApiServer.check(patch);
            interim.add(patch.getStatus());
        };
        UserPhase users = new UserPhase(
                new UserPlanner(),
                new UserOwners((peer, connection) -> MemberGoal.of(peer).adopt()),
                statusWriter);
        DepartureBrake brake =
                new DepartureBrake(window, test -> deleted.stream().filter(test).toList());
        Leaving leaving = new Leaving(guards.ownership(), brake);
        TeamsPhase teamsPhase =
                new TeamsPhase(guards.ownership(), new TeamAccess(namespace -> Optional.empty()), team -> List.of());
        DoubleBilling doubleBilling = new DoubleBilling(new OtherProfiles(new TestingConnections(List.of(aws))));
        SeatPhase seats = new SeatPhase(
                new SeatMachine(Duration.ofMinutes(1)),
                doubleBilling,
                brake,
                new FoundSeats(guards),
                () -> now,
                statusWriter);
        SeatReturn seatReturn = new SeatReturn(doubleBilling);
        InvitationPhase invitations = new InvitationPhase(new InvitationPlanner());
        return new Controllers(
                new MemberSync(
                        guards,
                        users,
                        teamsPhase,
                        seats,
                        invitations,
                        new Expiry(new ExpirySettings(Duration.ofDays(7))),
                        new Departure(leaving, seatReturn),
                        new ProviderSeat(new FoundSeats(guards), statusWriter),
                        leaving,
                        brake,
                        run -> 0),
                new MemberCleanup(guards, users, teamsPhase, seatReturn, invitations, leaving, brake));
    }

    private static Guards guards(List<TenancyRule> rules) {
        return new Guards(
                new ProtectedNames(List.of()),
                new Tenancy(rules),
                new GroupOwnership(new OwnershipMarker("prod", true)),
                new RemovalBrake(5, 10));
    }

    /** Starts the operator anew with rules that give the member's namespace nothing. */
    void refuseItsNamespace() {
        guards = guards(List.of(new TenancyRule(
                Namespaces.named("other"),
                Optional.empty(),
                Set.of(),
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false)));
        restart();
    }

    /** Starts the operator anew with a rule that lets the member's namespace do everything but, perhaps, adopt. */
    void allowItsNamespace(boolean adoption) {
        guards = guards(List.of(new TenancyRule(
                Namespaces.named("dev"),
                Optional.empty(),
                Set.of(),
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                adoption)));
        restart();
    }

    /** Makes the guards let nothing be written for a team. */
    void refuse(String team, Verdict verdict) {
        teams.replaceAll(named -> named.key().name().equals(team)
                ? new NamedTeam(named.key(), named.team(), named.allowed(), Optional.of(verdict))
                : named);
    }

    /** Ends the operator, with all that it remembers, and starts it again. */
    void restart() {
        controllers = start();
    }

    /** Puts a team and its group there. */
    void team(TestingTeam team) {
        var built = team.build();
        ObjectKey key = ObjectKey.of(built);
        teams.removeIf(named -> named.key().equals(key));
        teams.add(new NamedTeam(key, Optional.of(built), true, Optional.empty()));
        aws.directory().put(group("g-" + key.name(), key.name(), "[kiro-operator:prod/" + key + "]"));
    }

    /** Another manifest of the same object. */
    void apply(TestingMember changed) {
        manifest = changed;
        generation++;
    }

    /** Reconciles once; returns what was written. */
    List<String> reconcile() {
        Progress progress = progress();
        MemberRun run = run(progress);
        controllers.sync().run(run);
        return finish(run);
    }

    /** Cleans up after the object was deleted; returns what was written. */
    List<String> cleanUp() {
        Progress progress = progress();
        MemberRun run = run(progress);
        if (!run.member().isMarkedForDeletion()) {
            run.member().getMetadata().setDeletionTimestamp(now.toString());
        }
        boolean over = controllers.cleanup().run(run);
        List<String> writes = finish(run);
        gone = over;
        if (over) {
            controllers.cleanup().forget(run.member());
        }
        return writes;
    }

    /** Lets the operator do something in which it may die; then it is started again with what the cluster has. */
    List<String> surviving(Supplier<List<String>> step) {
        interim.clear();
        try {
            return step.get();
        } catch (TestingCalls.Died died) {
            if (!interim.isEmpty()) {
                status = Optional.of(interim.get(interim.size() - 1));
            }
            restart();
            return aws.calls().takeWrites();
        }
    }

    /** AWS shows what was asked for: an assignment as a seat that nobody has used yet, one that was given back as none. */
    void seatsFollow(List<String> writes) {
        for (String write : writes) {
            String[] words = write.split(" ", -1);
            if (words[0].equals("assign")) {
                aws.seats().show(words[1], SeatStatus.PENDING, Plan.valueOf(words[2]), SeatSource.INDIVIDUAL);
            } else if (words[0].equals("unassign")) {
                aws.seats().hide(words[1]);
            }
        }
    }

    List<String> reconcileAfter(Duration wait) {
        now = now.plus(wait);
        return reconcile();
    }

    private List<String> finish(MemberRun run) {
        aws.calls().toTheCluster();
        status = Optional.of(run.status().build(run.progress()));
        next = run.progress().next();
        events = run.progress().transitions();
        return aws.calls().takeWrites();
    }

    private Progress progress() {
        return new Progress(status.map(KiroMemberStatus::conditions).orElse(null), generation, now, REGULAR);
    }

    private MemberRun run(Progress progress) {
        KiroMember member = manifest.build();
        member.getMetadata().setGeneration(generation);
        member.setStatus(status.orElse(null));
        return new MemberRun(
                member,
                manifest.goal(),
                teams.stream()
                        .filter(team -> manifest.goal().teams().contains(team.key()))
                        .toList(),
                peers,
                aws,
                new Freshness.Usual(Duration.ofMinutes(8)),
                progress,
                new MemberStatusBuilder(member));
    }

    Optional<UserStatus> user() {
        return status.map(KiroMemberStatus::user);
    }

    Optional<Condition> condition(ConditionType type) {
        return status.flatMap(s -> Conditions.find(s.conditions(), type));
    }

    String reason(ConditionType type) {
        return condition(type).map(Condition::reason).orElse("none");
    }
}
