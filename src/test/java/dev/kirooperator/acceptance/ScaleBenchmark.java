package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.team;
import static org.awaitility.Awaitility.await;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.sandbox.aws.Seed;
import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.sandbox.aws.StandInOptions;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.sandbox.aws.world.Settings;
import dev.kirooperator.team.PlannerBenchmark;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What hack/bench runs; no test, since it only measures. Its name keeps it out of the build. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScaleBenchmark {

    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final int TEAM = 1_000;
    private static final int SAMPLES = 20;
    private static final int LEAVERS = 1_000;
    private static final int PER_SECOND = 16;

    private final Cluster cluster;
    private final BenchmarkPage page = new BenchmarkPage();

    ScaleBenchmark(Cluster cluster) {
        this.cluster = cluster;
    }

    static IntStream sizes() {
        return Stream.of(System.getProperty("bench.sizes", "100").split(",")).mapToInt(Integer::parseInt);
    }

    @AfterAll
    void write() throws IOException, RunnerException {
        new Runner(new OptionsBuilder()
                        .include(PlannerBenchmark.class.getName())
                        .build())
                .run()
                .forEach(result -> page.planner(result.getPrimaryResult()));
        System.out.println(page.table());
        page.write(Path.of("docs/benchmarks.md"));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void scenarios(int n) throws Exception {
        StandIn aws =
                StandIn.start(StandInOptions.defaults().withSeed(Seed.usual()).withSettings(Settings.DEFAULT));
        aws.fault(Fault.slow("*", LATENCY).always());
        Map<String, String> settings = Map.of(
                "KIRO_SYNC_INTERVAL", "1h",
                "KIRO_GUARD_MAX_REMOVALS", "1000000",
                "KIRO_GUARD_MAX_REMOVAL_PERCENT", "100");
        try (Installation it = Installation.start(cluster, aws, settings)) {
            cold(it, n);
            changes(it, n, "one change, idle");
            underLoad(it, n);
            restart(it, n);
            cycle(it, n);
            offboard(it, n);
        }
    }

    private void cold(Installation it, int n) {
        Measurement measurement = Measurement.start(it, cluster);
        IntStream.range(0, teams(n)).forEach(t -> it.apply(team("t" + t)));
        IntStream.range(0, n).parallel().forEach(i -> Crowd.create(cluster, it, "m" + i, "t" + i / TEAM));
        awaitJoined(it, n);
        int floor = 2 * n + Crowd.pages(n);
        page.add(
                "cold converge", n, floor, n / (double) PER_SECOND, measurement.end(), "4N + 2T", "6N + 2T", "3N + 2T");
    }

    /** The time from the API server's answer until the change is at AWS, and until the status says so. */
    private void changes(Installation it, int n, String name) {
        Measurement measurement = Measurement.start(it, cluster);
        List<Duration> atAws = new ArrayList<>();
        List<Duration> ready = new ArrayList<>();
        for (int sample = 0; sample < SAMPLES; sample++) {
            String who = "m" + sample * (n / SAMPLES);
            String displayName = name + " " + sample;
            KiroMember changed =
                    Crowd.manifest(who, "t" + sample * (n / SAMPLES) / TEAM, "displayName: " + displayName);
            cluster.client()
                    .resource(changed)
                    .inNamespace(it.namespace())
                    .forceConflicts()
                    .serverSideApply();
            Instant asked = Instant.now();
            until(() -> it.aws().calls().stream()
                    .anyMatch(call -> call.operation().equals("UpdateUser")
                            && call.request().toString().contains(displayName)));
            atAws.add(Duration.between(asked, Instant.now()));
            until(() -> it.condition("kmember", who, ConditionType.READY)
                    .filter(condition -> condition.status().equals("True"))
                    .isPresent());
            ready.add(Duration.between(asked, Instant.now()));
        }
        page.addLatency(name, n, atAws, ready, measurement.end());
    }

    private void underLoad(Installation it, int n) {
        int more = Math.max(200, n / 10);
        it.apply(team("more"));
        IntStream.range(0, more).parallel().forEach(i -> Crowd.create(cluster, it, "more" + i, "more"));
        changes(it, n, "one change, " + more + " others join");
        until(() -> Crowd.joined(it, "more") == more);
        it.awaitReady("kteam/more");
    }

    private void restart(Installation it, int n) throws Exception {
        it.killOperator();
        Measurement measurement = Measurement.start(it, cluster);
        it.startAgain();
        Duration ready = Duration.between(measurement.begun(), Instant.now());
        Crowd.create(cluster, it, "first", "t0");
        until(() -> it.condition("kmember", "first", ConditionType.READY)
                .filter(condition -> condition.status().equals("True"))
                .isPresent());
        Duration first = Duration.between(measurement.begun(), Instant.now());
        awaitAllLookedAt(it, n);
        page.addRestart(n, ready, first, measurement.end());
    }

    /** A cycle of all teams and members, from a snapshot that is too old. */
    private void cycle(Installation it, int n) throws Exception {
        it.restartWith(Map.of("KIRO_SYNC_INTERVAL", Math.max(20, n / 100) + "s"));
        awaitAllLookedAt(it, n);
        Measurement measurement = Measurement.start(it, cluster);
        int users = Crowd.pages(it.rows("users").size());
        until(() -> it.aws().calls().stream()
                        .filter(call -> call.operation().equals("ListUsers"))
                        .count()
                >= 3L * users);
        awaitAllLookedAt(it, n);
        Measurement.Seen seen = measurement.end();
        double cycles = seen.calls().getOrDefault("ListUsers", 0L) / (double) users;
        page.addCycle(n, users, Crowd.pages(it.rows("memberships").size()), cycles, seen);
    }

    private void offboard(Installation it, int n) throws Exception {
        int leavers = Math.min(n, LEAVERS);
        it.restartWith(Map.of("KIRO_SYNC_INTERVAL", "1h"));
        awaitAllLookedAt(it, n);
        Measurement measurement = Measurement.start(it, cluster);
        IntStream.range(0, leavers)
                .parallel()
                .forEach(i -> cluster.client()
                        .resources(KiroMember.class)
                        .inNamespace(it.namespace())
                        .withName("m" + i)
                        .delete());
        until(() -> cluster.client()
                        .resources(KiroMember.class)
                        .inNamespace(it.namespace())
                        .withName("m" + (leavers - 1))
                        .get()
                == null);
        until(() -> it.writes().stream()
                        .filter(call -> call.operation().equals("DeleteGroupMembership"))
                        .count()
                >= leavers);
        page.add(
                "mass offboarding (of " + leavers + ")",
                n,
                leavers,
                leavers / (double) PER_SECOND,
                measurement.end(),
                "N",
                "N",
                "N");
    }

    private void awaitAllLookedAt(Installation it, int n) {
        until(() -> Crowd.isLookedAt(it, n));
    }

    private static void awaitJoined(Installation it, int n) {
        until(() ->
                IntStream.range(0, teams(n)).map(t -> Crowd.joined(it, "t" + t)).sum() == n);
        IntStream.range(0, teams(n)).forEach(t -> it.awaitReady("kteam/t" + t));
    }

    private static int teams(int n) {
        return (n + TEAM - 1) / TEAM;
    }

    private static void until(BooleanSupplier condition) {
        await().atMost(Duration.ofMinutes(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(condition::getAsBoolean);
    }
}
