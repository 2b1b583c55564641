package dev.kirooperator.team;

import static dev.kirooperator.testing.TestingIdentities.user;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.PlanStatus;
import dev.kirooperator.converge.Freshness;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.guard.GroupOwnership;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.OwnershipMarker;
import dev.kirooperator.guard.ProtectedNames;
import dev.kirooperator.guard.RemovalBrake;
import dev.kirooperator.guard.RemovalWindow;
import dev.kirooperator.guard.Tenancy;
import dev.kirooperator.guard.TenancyRule;
import dev.kirooperator.seat.ConnectionPrices;
import dev.kirooperator.seat.PriceCatalogue;
import dev.kirooperator.status.Conditions;
import dev.kirooperator.testing.TestingApiServer;
import dev.kirooperator.testing.TestingCalls;
import dev.kirooperator.testing.TestingConnection;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;

/** One team, reconciled over and over against an AWS in memory. */
abstract class TeamSyncTestCase {

    static final Duration REGULAR = Duration.ofMinutes(10);
    static final Duration SETTLE = Duration.ofMinutes(1);
    static final Duration READ_BACK = Duration.ofMinutes(1);
    static final String GROUP = "g-kiro";
    static final ObjectKey OLDER = new ObjectKey("ops", "older");

    TestingConnection aws = TestingConnection.empty();
    final List<KiroMember> members = new ArrayList<>();

    /** What was written to the cluster before a reconcile was over. */
    final List<KiroTeam> interim = new ArrayList<>();

    TestingTeam manifest = TestingTeam.of("dev", "kiro");
    Optional<KiroTeamStatus> status = Optional.empty();
    Optional<String> approval = Optional.empty();
    Optional<ObjectKey> olderAdopter = Optional.empty();
    Instant now = Instant.parse("2026-11-25T12:00:00Z");
    Duration next = REGULAR;
    Optional<Instant> deletedAt = Optional.empty();

    /** Whether the clean-up is over. */
    boolean gone;

    RemovalWindow window = new RemovalWindow(5, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ZERO);
    private List<TenancyRule> rules = List.of();
    private Controllers controllers = start();

    private record Controllers(TeamSync sync, TeamCleanup cleanup) {}

    private Controllers start() {
        GroupOwnership ownership = new GroupOwnership(new OwnershipMarker("prod", true));
        Guards guards =
                new Guards(new ProtectedNames(List.of()), new Tenancy(rules), ownership, new RemovalBrake(2, 50));
        SyncSettings settings = new SyncSettings(REGULAR, SETTLE, READ_BACK);
        TestingRegister register = new TestingRegister();
        register.add(new ObjectKey("dev", "kiro"));
        TeamCosts costs = new TeamCosts(
                new ConnectionPrices(
                        Map.of("default", PriceCatalogue.november2026().in("us-east-1"))),
                settings,
                new TeamMetrics(new SimpleMeterRegistry()),
                register);
        GroupPhase groups = new GroupPhase(new GroupPlanner(ownership));
        TeamSync sync = new TeamSync(
                guards,
                groups,
                new MembershipPhase(new MembershipPlanner(guards.removalBrake()), window, settings, this::write),
                new SubscriptionPhase(new AssignmentPlanner(READ_BACK), costs, window, this::write),
                new ProviderAssignment(guards, this::write),
                run -> 0);
        return new Controllers(
                sync, new TeamCleanup(guards, groups, new DeletionBrake(window, test -> List.of(), team -> List.of())));
    }

    private void write(KiroTeam patch) {
        aws.calls().toTheCluster();
        TestingApiServer.check(patch);
        interim.add(patch);
    }

    @BeforeEach
    void adaAndBobAreMembers() {
        member("ada");
        member("bob");
    }

    final void member(String name) {
        members.add(TestingMember.of("dev", name).team("kiro", null).build());
        aws.directory().put(user("u-" + name, name + "@example.com"));
    }

    final void inGroup(String... names) {
        for (String name : names) {
            aws.directory().put(user("u-" + name, name + "@example.com"));
            aws.directory().putMember(GROUP, "u-" + name);
        }
    }

    /** Starts the operator anew with these tenancy rules. */
    final void rules(TenancyRule... changed) {
        rules = List.of(changed);
        controllers = start();
    }

    final List<String> reconcile() {
        TeamRun run = run();
        controllers.sync().run(run);
        return finish(run);
    }

    /** Cleans up after the object was deleted; returns what was written. */
    final List<String> cleanUp() {
        deletedAt = deletedAt.or(() -> Optional.of(now));
        TeamRun run = run();
        boolean over = controllers.cleanup().run(run);
        List<String> writes = finish(run);
        gone = over;
        if (over) {
            controllers.cleanup().forget(run.team());
        }
        return writes;
    }

    /** The same, with what is held approved. */
    final List<String> cleanUpApproved() {
        List<String> writes = new ArrayList<>(cleanUp());
        approval = plan().flatMap(plan -> Optional.ofNullable(plan.hash()));
        if (approval.isPresent()) {
            writes.addAll(cleanUp());
        }
        return writes;
    }

    /** Lets the operator do something in which it may die; then it is started again with what the cluster has. */
    final List<String> surviving(Supplier<List<String>> step) {
        interim.clear();
        try {
            return step.get();
        } catch (TestingCalls.Died died) {
            if (!interim.isEmpty()) {
                status = Optional.ofNullable(interim.get(interim.size() - 1).getStatus());
            }
            controllers = start();
            return aws.calls().takeWrites();
        }
    }

    private TeamRun run() {
        KiroTeam team = manifest.build();
        team.setStatus(status.orElse(null));
        approval.ifPresent(hash -> {
            Map<String, String> annotations = new HashMap<>(
                    Optional.ofNullable(team.getMetadata().getAnnotations()).orElse(Map.of()));
            annotations.put(Annotations.APPROVE_PLAN, hash);
            team.getMetadata().setAnnotations(annotations);
        });
        deletedAt.ifPresent(at -> team.getMetadata().setDeletionTimestamp(at.toString()));
        return new TeamRun(
                team,
                TeamGoal.of(team),
                members,
                olderAdopter,
                new TeamAccess(namespace -> Optional.empty()),
                aws,
                new Freshness.Usual(Duration.ofMinutes(8)),
                new Progress(status.map(KiroTeamStatus::conditions).orElse(null), 1L, now, REGULAR),
                new TeamStatusBuilder(team));
    }

    private List<String> finish(TeamRun run) {
        aws.calls().toTheCluster();
        status = Optional.of(run.status().build(run.progress()));
        next = run.progress().next();
        return aws.calls().takeWrites();
    }

    final List<String> reconcileAfter(Duration wait) {
        now = now.plus(wait);
        return reconcile();
    }

    final String reason(ConditionType type) {
        return status.flatMap(s -> Conditions.find(s.conditions(), type))
                .map(Condition::reason)
                .orElse("none");
    }

    final String message(ConditionType type) {
        return status.flatMap(s -> Conditions.find(s.conditions(), type))
                .map(Condition::message)
                .orElse("none");
    }

    final Optional<PlanStatus> plan() {
        return status.map(KiroTeamStatus::plan);
    }

    /** The group is there, and both members are in it. */
    final void bothHaveJoined() {
        reconcile();
        inGroup("ada", "bob");
        reconcileAfter(SETTLE);
    }
}
