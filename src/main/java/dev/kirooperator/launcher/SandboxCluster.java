package dev.kirooperator.launcher;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The CRDs and examples in the sandbox's cluster, applied as strictly as {@code kubectl apply} does it. */
final class SandboxCluster implements AutoCloseable {

    private static final long ESTABLISH_SECONDS = 30;

    /** Two seconds in all: the API server answers an unknown field with status 500, which the client takes for a passing trouble. */
    private static final int RETRIES = 4;

    private final KubernetesClient client;
    private final String namespace;
    private final List<HasMetadata> examples = new ArrayList<>();

    /** @param namespace where the examples go */
    SandboxCluster(Path kubeconfig, String namespace) {
        Config config = new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
                .withRequestRetryBackoffLimit(RETRIES)
                .build();
        this.client = new KubernetesClientBuilder().withConfig(config).build();
        this.namespace = namespace;
    }

    KubernetesClient client() {
        return client;
    }

    /**
     * Applies CRDs and waits until the API server serves them.
     *
     * @param wanted is shown each CRD before, may change it, and says whether it is to be applied; served are all of them
     * @throws IOException with the file and the API server's answer for each one that it does not take
     */
    void applyCrds(Path folder, Predicate<CustomResourceDefinition> wanted) throws IOException {
        List<String> problems = new ArrayList<>();
        List<CustomResourceDefinition> crds = new ArrayList<>();
        for (ManifestFile file : ManifestFile.in(folder, client)) {
            for (HasMetadata object : file.objects()) {
                CustomResourceDefinition crd = (CustomResourceDefinition) object;
                crds.add(crd);
                if (wanted.test(crd)) {
                    apply(file, crd).ifPresent(problems::add);
                }
            }
        }
        failOn(problems);
        crds.forEach(crd -> client.resource(crd)
                .waitUntilCondition(SandboxCluster::isEstablished, ESTABLISH_SECONDS, TimeUnit.SECONDS));
    }

    /**
     * Applies the examples.
     *
     * @throws IOException with the file, the object and the API server's answer for each one that it does not take
     */
    void applyExamples(Path folder) throws IOException {
        List<String> problems = new ArrayList<>();
        for (ManifestFile file : ManifestFile.in(folder, client)) {
            for (HasMetadata example : file.objects()) {
                String own = Objects.requireNonNullElse(example.getMetadata().getNamespace(), namespace);
                example.getMetadata().setNamespace(namespace);
                Optional<String> problem = own.equals(namespace)
                        ? apply(file, example)
                        : Optional.of(told(
                                file,
                                example,
                                "expected no namespace or " + namespace + ", found " + own
                                        + ": the sandbox does not touch others"));
                problem.ifPresentOrElse(problems::add, () -> examples.add(example));
            }
        }
        failOn(problems);
    }

    /** The examples as they are now. */
    ExampleTable table() {
        return ExampleTable.of(now(KiroTeam.class), now(KiroMember.class));
    }

    @Override
    public void close() {
        client.close();
    }

    private <T extends HasMetadata> List<T> now(Class<T> type) {
        return examples.stream()
                .filter(example -> example.getKind().equals(HasMetadata.getKind(type)))
                .flatMap(example -> Stream.ofNullable(client.resources(type)
                        .inNamespace(namespace)
                        .withName(example.getMetadata().getName())
                        .get()))
                .toList();
    }

    /** Without force: a field that somebody else has set is theirs. Says what the API server did not like. */
    private Optional<String> apply(ManifestFile file, HasMetadata object) {
        try {
            client.resource(object)
                    .patch(new PatchContext.Builder()
                            .withPatchType(PatchType.SERVER_SIDE_APPLY)
                            .withFieldManager("kubectl")
                            .withFieldValidation("Strict")
                            .build());
            return Optional.empty();
        } catch (KubernetesClientException e) {
            String answer =
                    Optional.ofNullable(e.getStatus()).map(Status::getMessage).orElseGet(() -> Causes.of(e));
            return Optional.of(told(file, object, answer));
        }
    }

    private static String told(ManifestFile file, HasMetadata object, String problem) {
        return file.path() + ": " + object.getKind() + " "
                + object.getMetadata().getName() + ": " + problem;
    }

    private static void failOn(List<String> problems) throws IOException {
        if (!problems.isEmpty()) {
            throw new IOException("The API server does not take these manifests:\n  " + String.join("\n  ", problems));
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
}
