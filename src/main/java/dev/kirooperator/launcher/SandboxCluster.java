package dev.kirooperator.launcher;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cluster that the sandbox works in: its CRDs and examples. */
final class SandboxCluster implements AutoCloseable {

    private static final long ESTABLISH_SECONDS = 30;
    private static final long DELETE_SECONDS = 30;

    private final KubernetesClient client;
    private final List<HasMetadata> examples = new ArrayList<>();

    SandboxCluster(Path kubeconfig) throws IOException {
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
        client.getKubernetesSerialization().registerKubernetesResource(KiroTeam.class);
        client.getKubernetesSerialization().registerKubernetesResource(KiroMember.class);
    }

    /** Applies the CRDs and waits until the API server serves them. */
    void applyCrds(Path folder) throws IOException {
        for (HasMetadata crd : load(folder)) {
            apply(crd);
            client.resource((CustomResourceDefinition) crd)
                    .waitUntilCondition(SandboxCluster::isEstablished, ESTABLISH_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** The API server fills the status bit by bit: any part of it may still be missing. */
    private static boolean isEstablished(@Nullable CustomResourceDefinition crd) {
        return Optional.ofNullable(crd)
                .map(CustomResourceDefinition::getStatus)
                .flatMap(status -> Optional.ofNullable(status.getConditions()))
                .stream()
                .flatMap(List::stream)
                .anyMatch(
                        c -> c.getType().equals("Established") && c.getStatus().equals("True"));
    }

    void applyExamples(Path folder) throws IOException {
        String namespace = Optional.ofNullable(client.getNamespace()).orElse("default");
        for (HasMetadata example : load(folder)) {
            if (example.getMetadata().getNamespace() == null) {
                example.getMetadata().setNamespace(namespace);
            }
            apply(example);
            examples.add(example);
        }
    }

    /** The examples as they are now. */
    ExampleTable table() {
        return ExampleTable.of(now(KiroTeam.class), now(KiroMember.class));
    }

    /** Deletes the examples and waits for the operator to undo them, so that a cluster of the user's is left as it was. */
    void deleteExamples() {
        examples.sort(Comparator.comparing(example -> example instanceof KiroTeam));
        examples.forEach(example -> client.resource(example).delete());
        examples.forEach(example ->
                client.resource(example).waitUntilCondition(found -> found == null, DELETE_SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        client.close();
    }

    private <T extends HasMetadata> List<T> now(Class<T> type) {
        return examples.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .flatMap(example -> Stream.ofNullable(client.resource(example).get()))
                .toList();
    }

    private void apply(HasMetadata object) {
        client.resource(object)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("kubectl")
                        .withForce(true)
                        .build());
    }

    private List<HasMetadata> load(Path folder) throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> manifests = files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
            for (Path manifest : manifests) {
                try (InputStream stream = Files.newInputStream(manifest)) {
                    objects.addAll(client.load(stream).items());
                }
            }
        }
        return objects;
    }
}
