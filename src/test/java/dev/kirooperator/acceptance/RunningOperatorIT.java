package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the packaged operator runs: the settings against the SDK's traps, its metrics, and how it ends. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningOperatorIT {

    private static final int SERIES_OF_A_TEAM = 20;

    private final Cluster cluster;
    private final Installation it;

    RunningOperatorIT(Cluster cluster) throws Exception {
        this.cluster = cluster;
        // No regular look comes between: every reconcile that is counted has a cause.
        it = Installation.start(cluster, Map.of("KIRO_SYNC_INTERVAL", "1h"));
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kiroteam", "kiromember"})
    void theControllersRunAsTheyAreMeantTo(String controller) throws Exception {
        assertThat(Files.readAllLines(it.log()))
                .filteredOn(line -> line.contains("Controller " + controller + ":"))
                .singleElement()
                .asString()
                .endsWith("Controller " + controller + ": retries for ever, at most PT2M apart; "
                        + "looks again after PT1H at the latest; updates pass OwnChanges; 16 threads");
    }

    @Test
    void eachChangeIsReconciledOnceAndTheOperatorsOwnWritesNever() throws Exception {
        it.apply(team("counted"));
        it.awaitReady("kteam/counted");
        it.lookAgain("kteam", "counted");
        long before = settledReconciles("kiroteam");

        cluster.kubectl("label", "kteam", "counted", "-n", it.namespace(), "colour=blue")
                .orFail();
        it.lookAgain("kteam", "counted");
        it.lookAgain("kteam", "counted");
        it.apply(team("counted", "membership: {policy: Additive}"));
        it.awaitThat(
                "the look at the changed spec",
                i -> i.team("counted")
                        .getMetadata()
                        .getGeneration()
                        .equals(i.teamStatus("counted").observedGeneration()));

        assertThat(settledReconciles("kiroteam") - before).isEqualTo(3);
    }

    @Test
    void onlyTheTeamsOwnSeriesGrowWithTeamsAndNoneWithMembers() throws Exception {
        it.apply(team("measured") + member("measured-first", inTeam("measured")));
        it.awaitReady("kteam/measured", "kmember/measured-first");
        List<String> before = series("reconciliations_success");
        List<String> all = metrics();

        it.apply(team("measured-too")
                + member("measured-second", inTeam("measured"))
                + member("measured-third", inTeam("measured-too")));
        it.awaitReady("kteam/measured-too", "kmember/measured-second", "kmember/measured-third");

        assertThat(before)
                .containsExactlyInAnyOrder(
                        "reconciliations_success_total{controller_name=\"kiromember\",namespace=\"" + it.namespace()
                                + "\"}",
                        "reconciliations_success_total{controller_name=\"kiroteam\",namespace=\"" + it.namespace()
                                + "\"}");
        assertThat(series("reconciliations_success")).isEqualTo(before);
        assertThat(metrics().stream()
                        .filter(line -> !line.startsWith("kiro_team_"))
                        .toList())
                .hasSizeLessThanOrEqualTo(all.size() + 20)
                .noneMatch(line -> line.contains("measured") || line.contains("example.com"));
        assertThat(metrics().stream()
                        .filter(line -> line.startsWith("kiro_team_") && line.contains("measured"))
                        .toList())
                .allMatch(line -> line.contains("\"measured\"") || line.contains("\"measured-too\""))
                .hasSizeLessThanOrEqualTo(2 * SERIES_OF_A_TEAM);
    }

    @Test
    void anObservedTeamPublishesItsWholePlanAndNothingIsWrittenForIt() {
        it.apply(team("watched", "mode: Observe", "subscription: {plan: ProPlus}")
                + member("watcher", inTeam("watched")));

        it.awaitReason("kteam", "watched", ConditionType.READY, "ObserveOnly");
        it.awaitReason("kmember", "watcher", ConditionType.READY, "ObserveOnly");
        List<String> steps = List.of(
                "create group watched_group",
                "assign the group the plan ProPlus",
                "join member " + it.namespace() + "/watcher");
        it.awaitThat(
                "the whole plan",
                i -> Optional.ofNullable(i.teamStatus("watched").plan())
                        .filter(plan -> steps.equals(plan.summary()))
                        .isPresent());
        assertThat(it.condition("kteam", "watched", ConditionType.RECONCILING)).isEmpty();
        it.delete("kmember", "watcher");
        it.delete("kteam", "watched");
        assertThat(it.writes()).noneMatch(call -> call.request().toString().contains("watch"));
    }

    @Test
    void anOperatorThatIsAskedToStopEndsByItselfWithACleanLog() throws Exception {
        try (Installation stopped = Installation.start(cluster, Map.of())) {
            stopped.apply(team("dev") + member("ada", inTeam("dev")));
            stopped.awaitReady("kteam/dev", "kmember/ada");

            assertThat(stopped.stopOperator()).isTrue();

            assertThat(Files.readString(stopped.log())).doesNotContain("ERROR", "WARN", "Exception");
        }
    }

    /** How often a controller has started to reconcile, once nothing is on its way any more. */
    private long settledReconciles(String controller) {
        it.awaitThat("idle controllers", i -> sum("reconciliations_active") + sum("reconciliations_queue") == 0);
        return (long) metrics().stream()
                .filter(line -> line.startsWith("reconciliations_started_total{"))
                .filter(line -> line.contains("controller_name=\"" + controller + "\""))
                .mapToDouble(RunningOperatorIT::value)
                .sum();
    }

    private double sum(String metric) {
        return metrics().stream()
                .filter(line -> line.startsWith(metric + "{"))
                .mapToDouble(RunningOperatorIT::value)
                .sum();
    }

    private List<String> series(String metric) {
        return metrics().stream()
                .filter(line -> line.startsWith(metric))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .sorted()
                .toList();
    }

    private List<String> metrics() {
        return it.metrics().lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
