package dev.kirooperator.converge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Labels of namespaces on the real API server, with and without the right to read them. */
@RealCluster
class NamespaceWatchIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> told = new CopyOnWriteArrayList<>();

    private NamespaceWatch watch(KubernetesClient client, Duration patience) {
        NamespaceWatch watch = new NamespaceWatch(client, patience);
        watch.onChange(told::add);
        return watch;
    }

    @Test
    void labelsAreThoseOfTheClusterAndTheirChangesAreTold(Cluster cluster) {
        String name = cluster.newNamespace();
        try (NamespaceWatch watch = watch(cluster.client(), PATIENCE)) {
            assertThat(watch.of(name))
                    .hasValueSatisfying(labels -> assertThat(labels).doesNotContainKey("env"));

            cluster.kubectl("annotate", "namespace", name, "note=x").orFail();
            cluster.kubectl("label", "namespace", name, "env=prod").orFail();

            await().atMost(PATIENCE).until(() -> told.contains(name));
            assertThat(told.stream().filter(name::equals)).hasSize(1);
            assertThat(watch.of(name))
                    .hasValueSatisfying(labels -> assertThat(labels).containsEntry("env", "prod"));
        }
    }

    @Test
    void aNamespaceThatIsNotThereYetIsToldWhenItComes(Cluster cluster) {
        String name = cluster.newNamespace() + "-later";
        try (NamespaceWatch watch = watch(cluster.client(), PATIENCE)) {
            assertThat(watch.of(name)).isEmpty();

            cluster.kubectl("create", "namespace", name).orFail();

            await().atMost(PATIENCE).until(() -> told.contains(name));
            assertThat(watch.of(name)).isPresent();
        }
    }

    @Test
    void whoMayNotReadNamespacesKnowsNoLabelUntilItMay(Cluster cluster) throws IOException {
        String name = cluster.newNamespace();
        String user = "nobody-" + name;
        Config config = new ConfigBuilder(Config.fromKubeconfig(Files.readString(cluster.kubeconfig())))
                .withImpersonateUsername(user)
                .build();
        try (KubernetesClient limited =
                        new KubernetesClientBuilder().withConfig(config).build();
                NamespaceWatch watch = watch(limited, Duration.ofMillis(500))) {
            assertThat(watch.of(name)).isEmpty();

            cluster.kubectl("create", "clusterrole", user, "--verb=get,list,watch", "--resource=namespaces")
                    .orFail();
            cluster.kubectl("create", "clusterrolebinding", user, "--clusterrole=" + user, "--user=" + user)
                    .orFail();

            await().atMost(PATIENCE).until(() -> told.contains(name));
            assertThat(watch.of(name))
                    .hasValueSatisfying(labels ->
                            assertThat(labels).containsAllEntriesOf(Map.of("kubernetes.io/metadata.name", name)));
        }
    }
}
