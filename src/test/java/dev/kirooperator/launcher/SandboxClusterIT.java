package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.launcher.ExampleTable.Row;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples on a real API server, without an operator. */
@RealCluster
class SandboxClusterIT {

    private static final String MEMBER = """
            apiVersion: kiro-operator.dev/v1alpha1
            kind: KiroMember
            metadata: {name: ada}
            spec: {email: ada@example.com, givenName: Ada, familyName: Lovelace}
            """;

    private final Cluster cluster;
    private final String namespace;
    private final SandboxCluster sandbox;

    @TempDir
    private Path folder;

    SandboxClusterIT(Cluster cluster) {
        this.cluster = cluster;
        this.namespace = cluster.newNamespace();
        this.sandbox = new SandboxCluster(cluster.kubeconfig(), namespace);
    }

    @BeforeEach
    void serveTheKinds() {
        cluster.applyCrds();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void theTableHasTheExamplesAndNoOtherObject() throws Exception {
        cluster.kubectlWithInput(MEMBER.replace("name: ada", "name: other"), "apply", "-n", namespace, "-f", "-")
                .orFail();

        sandbox.applyExamples(Path.of("examples"));

        assertThat(sandbox.table().rows())
                .extracting(Row::object)
                .containsExactly("kteam/kiro-dev", "kmember/ada", "kmember/grace", "kmember/mary");
    }

    @Test
    void aFieldThatSomebodyElseHasSetIsTheirs() throws Exception {
        cluster.kubectlWithInput(
                        MEMBER.replace("ada@", "own@"),
                        "apply",
                        "--server-side",
                        "--field-manager=argocd",
                        "-n",
                        namespace,
                        "-f",
                        "-")
                .orFail();
        example("ada.yaml", MEMBER);

        assertRefused("ada.yaml", "KiroMember ada", "conflict with \"argocd\"");
    }

    @Test
    void anExampleForAnotherNamespaceIsRefused() throws Exception {
        String other = cluster.newNamespace();
        example("ada.yaml", MEMBER.replace("name: ada", "name: ada, namespace: " + other));

        assertRefused("ada.yaml", "KiroMember ada", "expected no namespace or " + namespace + ", found " + other);
        assertThat(cluster.kubectl("get", "kmember", "-n", other, "-o", "name").orFail())
                .isEmpty();
    }

    @Test
    void everyRefusedExampleIsNamedAndTheOthersAreThere() throws Exception {
        example("a.yaml", MEMBER.replace("email:", "mail:"));
        example("b.yaml", MEMBER);
        example("c.yml", MEMBER.replace("name: ada", "name: grace").replace("ada@example.com", "nobody"));

        assertRefused("a.yaml", "KiroMember ada: ", "spec.mail", "c.yml", "KiroMember grace", "spec.email");
        assertThat(cluster.kubectl("get", "kmember", "-n", namespace, "-o", "name")
                        .orFail()
                        .lines())
                .containsExactly("kiromember.kiro-operator.dev/ada");
    }

    @Test
    void anUnknownKindIsNamed() throws Exception {
        example("ada.yaml", MEMBER.replace("KiroMember", "KiroMemmber"));

        assertRefused("ada.yaml", "KiroMemmber ada");
    }

    @Test
    void aFileThatIsNotYamlIsNamed() throws Exception {
        example("broken.yaml", "apiVersion: [");

        assertRefused("broken.yaml", "Expected Kubernetes objects as YAML");
    }

    @Test
    void anObjectWithoutANameIsNamedByItsFile() throws Exception {
        example("nameless.yaml", MEMBER.replace("metadata: {name: ada}", "metadata: {}"));

        assertRefused("nameless.yaml", "a KiroMember without metadata.name");
    }

    private void example(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private void assertRefused(String... words) {
        assertThatThrownBy(() -> sandbox.applyExamples(folder))
                .isInstanceOf(IOException.class)
                .message()
                .contains(words);
    }
}
