package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.sandbox.aws.Seed;
import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.sandbox.aws.StandInOptions;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.world.Settings;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two replicas, of which one is elected; the other goes on where it ends, within AWS's quota. */
@RealCluster
class TakeOverIT {

    private static final int MANY = 200;

    private final Cluster cluster;

    TakeOverIT(Cluster cluster) {
        this.cluster = cluster;
    }

    private Installation start(StandIn aws, String lease, String replica, String... namespaces) throws Exception {
        return Installation.start(
                cluster,
                aws,
                Map.of(
                        "AWS_ACCESS_KEY_ID",
                        replica,
                        "KIRO_SYNC_INTERVAL",
                        "1h",
                        "KIRO_OWNERSHIP_SEAL_KEYS",
                        "a-key-that-both-of-the-replicas-know",
                        "KIRO_LEADER_ELECTION_ENABLED",
                        "true",
                        "KIRO_LEADER_ELECTION_LEASE_NAME",
                        lease,
                        "KIRO_LEADER_ELECTION_LEASE_NAMESPACE",
                        "default"),
                namespaces);
    }

    @Test
    void aLeaderThatDiesInABulkOfJoinsIsReplacedAndNothingIsDoneTwice() throws Exception {
        takeOver("dies", Installation::killOperator);
    }

    @Test
    void aLeaderThatIsStoppedHandsOverAtOnceAndNothingIsRefused() throws Exception {
        Duration gap = takeOver("stops", Installation::stopOperator);
        assertThat(gap).isLessThan(Duration.ofSeconds(10));
    }

    private Duration takeOver(String how, End end) throws Exception {
        StandIn aws =
                StandIn.start(StandInOptions.defaults().withSeed(Seed.usual()).withSettings(Settings.DEFAULT));
        try (Installation first = start(aws, how, "first");
                Installation second = start(aws, how, "second", first.namespace())) {
            first.apply(team("crew"));
            IntStream.range(0, MANY).parallel().forEach(i -> Crowd.create(cluster, first, "m" + i, "crew"));
            first.awaitThat("a part", i -> Crowd.joined(i, "crew") > MANY / 4);
            end.of(first);
            second.awaitThat("all", i -> Crowd.joined(first, "crew") == MANY);
            first.awaitReady("kteam/crew");
            first.awaitReady(
                    IntStream.range(0, MANY).mapToObj(i -> "kmember/m" + i).toArray(String[]::new));

            assertThat(aws.calls()).noneMatch(call -> call.errorType().contains("Throttling"));
            assertThat(succeeded(aws, "CreateUser")).hasSize(MANY);
            assertThat(succeeded(aws, "CreateGroup")).hasSize(1);
            assertThat(succeeded(aws, "CreateGroupMembership")).hasSize(MANY);
            assertThat(aws.calls()).noneMatch(call -> call.operation().startsWith("Delete"));
            List<String> writers = writers(aws);
            int takenOver = writers.indexOf("second");
            assertThat(writers.subList(0, takenOver))
                    .hasSizeGreaterThan(MANY / 4)
                    .containsOnly("first");
            assertThat(writers.subList(takenOver, writers.size())).containsOnly("second");
            return gap(aws, takenOver);
        }
    }

    private static Duration gap(StandIn aws, int takenOver) {
        List<Call> writes = writes(aws);
        Duration gap = Duration.between(
                writes.get(takenOver - 1).time(), writes.get(takenOver).time());
        System.out.println("Between the last write of one leader and the first of the next: " + gap.toMillis() + " ms");
        return gap;
    }

    private static List<String> writers(StandIn aws) {
        return writes(aws).stream().map(Call::accessKeyId).toList();
    }

    private static List<Call> writes(StandIn aws) {
        return aws.calls().stream().filter(Call::isWrite).toList();
    }

    private static List<Call> succeeded(StandIn aws, String operation) {
        List<Call> calls = new ArrayList<>(writes(aws));
        calls.removeIf(call -> !call.operation().equals(operation) || call.status() != 200);
        return calls;
    }

    /** How a leader ends. */
    private interface End {
        void of(Installation installation) throws Exception;
    }
}
