package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often the operator writes to the API server. */
@RealCluster
class ClusterWritesIT {

    private static final int MANY = 20;

    /** The finalizer; that a user is about to be made; its id, which nothing at AWS says whose it is; what came of it all. */
    private static final int OF_A_NEW_MEMBER = 4;

    private final Cluster cluster;

    ClusterWritesIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void oneWriteForOneChangeAndNoneForNone() throws Exception {
        try (Installation it = Installation.start(cluster, Map.of());
                Versions<KiroMember> members = new Versions<>(cluster.client(), KiroMember.class, it.namespace());
                Versions<KiroTeam> teams = new Versions<>(cluster.client(), KiroTeam.class, it.namespace())) {
            it.apply(team("crew"));
            IntStream.range(0, MANY).forEach(i -> it.apply(member("m" + i, inTeam("crew"))));
            String[] all =
                    IntStream.range(0, MANY).mapToObj(i -> "kmember/m" + i).toArray(String[]::new);
            it.awaitReady(all);
            it.awaitReady("kteam/crew");
            assertThat(members.counts()).hasSize(MANY).allMatch(count -> count == 1 + OF_A_NEW_MEMBER);

            members.clear();
            teams.clear();
            it.apply(member("m0", inTeam("crew"), "displayName: Somebody Else"));
            it.awaitReady(all);
            assertThat(members.counts()).containsExactly(2);
            assertThat(teams.counts()).isEmpty();

            it.aws().clearCalls();
            it.awaitTwoRounds();
            it.restartWith(Map.of());
            it.aws().clearCalls();
            it.awaitTwoRounds();
            assertThat(members.counts()).containsExactly(2);
            assertThat(teams.counts()).isEmpty();
        }
    }

    /** Counts the versions of each object: each write that changes something makes one. */
    private static final class Versions<T extends HasMetadata> implements Watcher<T>, AutoCloseable {

        private final Map<String, List<String>> versions = new ConcurrentHashMap<>();
        private final Watch watch;

        Versions(KubernetesClient client, Class<T> type, String namespace) {
            watch = client.resources(type).inNamespace(namespace).watch(this);
        }

        @Override
        public void eventReceived(Action action, T object) {
            versions.computeIfAbsent(object.getMetadata().getName(), none -> new ArrayList<>())
                    .add(object.getMetadata().getResourceVersion());
        }

        @Override
        public void onClose(WatcherException cause) {
            throw new IllegalStateException("The watch ended", cause);
        }

        List<Integer> counts() {
            return versions.values().stream().map(List::size).toList();
        }

        void clear() {
            versions.clear();
        }

        @Override
        public void close() {
            watch.close();
        }
    }
}
