package dev.kirooperator.testing.cluster;

import dev.kirooperator.sandbox.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The real API server that the tests of one JVM share. */
public final class Cluster implements AutoCloseable {

    private static final Duration DOCUMENTED_LIMIT = Duration.ofMinutes(1);

    private final ControlPlane controlPlane;
    private final Path crds;
    private final KubernetesClient client;
    private final Kubectl kubectl;
    private final Set<Path> applied = new HashSet<>();

    Cluster(ControlPlane controlPlane, Path crds) throws IOException {
        this.controlPlane = controlPlane;
        this.crds = crds;
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(controlPlane.kubeconfig())))
                .build();
        this.kubectl = new Kubectl(controlPlane.kubectl(), controlPlane.kubeconfig(), controlPlane.workDir());
    }

    /** A kubeconfig of an administrator. */
    public Path kubeconfig() {
        return controlPlane.kubeconfig();
    }

    /** The API server's base URL. */
    public String url() {
        return controlPlane.url();
    }

    /** A client with an administrator's rights; shared, not to be closed. */
    public KubernetesClient client() {
        return client;
    }

    /** Makes a namespace with a name that no other test has. It is left behind: nothing here collects it. */
    public String newNamespace() {
        String name = "test-" + UUID.randomUUID().toString().substring(0, 13);
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return name;
    }

    /** Runs kubectl as an administrator, with an empty standard input; fails when it takes three minutes. */
    public KubectlResult kubectl(String... arguments) {
        return kubectl.run("", List.of(arguments));
    }

    /** The same with a standard input, for {@code kubectlWithInput(yaml, "apply", "-f", "-")}. */
    public KubectlResult kubectlWithInput(String input, String... arguments) {
        return kubectl.run(input, List.of(arguments));
    }

    /** Applies every CRD of the project's folder {@code crds}, the first time only, and waits until kubectl knows them. */
    public void applyCrds() {
        applyCrds(crds);
    }

    /** The same for another folder. */
    public synchronized void applyCrds(Path folder) {
        if (applied.contains(folder)) {
            return;
        }
        kubectl("apply", "--server-side", "--force-conflicts", "-f", folder.toString())
                .orFail();
        kubectl("wait", "--for=condition=Established", "--timeout=60s", "-f", folder.toString())
                .orFail();
        kubectl("get", "-f", folder.toString(), "-o", "name")
                .orFail()
                .lines()
                .map(name -> name.substring(name.indexOf('/') + 1))
                .forEach(this::awaitDocumented);
        applied.add(folder);
    }

    /** Discovery and then the OpenAPI documents follow the condition Established a moment later. */
    private void awaitDocumented(String name) {
        Awaitility.await("kubectl explain " + name)
                .atMost(DOCUMENTED_LIMIT)
                .until(() -> kubectl("explain", name).exit() == 0);
    }

    @Override
    public void close() {
        client.close();
        controlPlane.close();
    }
}
