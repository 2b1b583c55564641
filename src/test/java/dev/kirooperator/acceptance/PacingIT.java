package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.identitystore.model.IdentitystoreException;

/** AWS counts, and refuses what is beyond 20 calls of an operation in any second. */
@RealCluster
class PacingIT {

    private static final int MANY = 120;

    private final Cluster cluster;

    PacingIT(Cluster cluster) {
        this.cluster = cluster;
    }

    private Installation start() throws Exception {
        StandIn aws =
                StandIn.start(StandInOptions.defaults().withSeed(Seed.usual()).withSettings(Settings.DEFAULT));
        return Installation.start(cluster, aws, Map.of("KIRO_SYNC_INTERVAL", "1h"));
    }

    @Test
    void aloneTheOperatorIsNeverRefused() throws Exception {
        try (Installation it = start()) {
            it.apply(team("busy") + members());
            awaitAll(it);
            assertThat(refused(it)).isEmpty();
            assertThat(count(it, "CreateUser")).isEqualTo(MANY);
            assertThat(count(it, "CreateGroupMembership")).isEqualTo(MANY);
        }
    }

    @Test
    void besideAnotherClientThatTakesHalfNoReconcileFails() throws Exception {
        try (Installation it = start();
                OtherClient other = new OtherClient(it)) {
            it.apply(team("busy") + members());
            awaitAll(it);
            assertThat(other.calls()).as("that the other one called at all").isGreaterThan(MANY / 4);
            assertThat(count(it, "CreateUser")).isEqualTo(MANY);
            assertThat(refused(it)).as("of %d joins", MANY).hasSizeLessThan(MANY / 3);
            assertThat(it.events()).extracting(event -> event.getReason()).doesNotContain("Throttled");
        }
    }

    private static String members() {
        return IntStream.range(0, MANY)
                .mapToObj(i -> member("m" + i, inTeam("busy")))
                .collect(Collectors.joining());
    }

    private static void awaitAll(Installation it) {
        it.awaitReady(IntStream.range(0, MANY).mapToObj(i -> "kmember/m" + i).toArray(String[]::new));
        it.awaitReady("kteam/busy");
    }

    private static List<String> refused(Installation it) {
        return it.aws().calls().stream()
                .filter(call -> call.accessKeyId().equals("operator"))
                .filter(call -> call.errorType().contains("Throttling"))
                .map(Call::operation)
                .toList();
    }

    private static long count(Installation it, String operation) {
        return it.writes().stream()
                .filter(call -> call.operation().equals(operation) && call.status() == 200)
                .count();
    }

    /** Sends ten of each of the operator's writes a second, which come to nothing. */
    private static final class OtherClient implements AutoCloseable {

        private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
        private final Installation it;

        OtherClient(Installation it) {
            this.it = it;
            executor.scheduleAtFixedRate(this::createUser, 0, 100, TimeUnit.MILLISECONDS);
            executor.scheduleAtFixedRate(this::join, 0, 100, TimeUnit.MILLISECONDS);
        }

        private void createUser() {
            ignoring(() -> it.console().createUser(user -> user.identityStoreId(Installation.STORE)));
        }

        private void join() {
            ignoring(() -> it.console()
                    .createGroupMembership(request -> request.identityStoreId(Installation.STORE)
                            .groupId("00000000-0000-0000-0000-000000000000")
                            .memberId(who -> who.userId("00000000-0000-0000-0000-000000000000"))));
        }

        private static void ignoring(Runnable call) {
            try {
                call.run();
            } catch (IdentitystoreException expected) {
                assertThat(expected.statusCode()).isBetween(400, 499);
            }
        }

        long calls() {
            return it.aws().calls().stream()
                    .filter(call -> call.accessKeyId().equals("console"))
                    .count();
        }

        @Override
        public void close() throws InterruptedException {
            executor.shutdown();
            assertThat(executor.awaitTermination(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
    }
}
