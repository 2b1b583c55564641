package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as {@code kubectl apply -f FOLDER} takes them, read without an API server. */
class ManifestFileTest {

    private static final String TEAM = """
            apiVersion: kiro-operator.dev/v1alpha1
            kind: KiroTeam
            metadata: {name: %s}
            spec: {colour: blue}
            """;

    @TempDir
    Path folder = Path.of("");

    /** Of a cluster that nobody asks anything. */
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder().withMasterUrl("http://127.0.0.1:1").build())
            .build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void filesComeInTheOrderOfTheirNamesWithAllTheirObjects() throws IOException {
        write("b.yaml", TEAM.formatted("two") + "---\n" + TEAM.formatted("three"));
        write("a.yml", TEAM.formatted("one"));

        List<ManifestFile> files = ManifestFile.in(folder, client);

        assertThat(files)
                .extracting(file -> file.path().getFileName().toString())
                .containsExactly("a.yml", "b.yaml");
        assertThat(files.stream().flatMap(file -> file.objects().stream()))
                .extracting(object -> object.getMetadata().getName())
                .containsExactly("one", "two", "three");
    }

    @Test
    void whatIsNoManifestAndWhatIsInAFolderBelowIsNotRead() throws IOException {
        write("a.yaml", TEAM.formatted("one"));
        write("notes.txt", "nothing");
        write("a.yaml.orig", "]");
        Files.createDirectory(folder.resolve("more"));
        write("more/b.yaml", TEAM.formatted("two"));

        assertThat(ManifestFile.in(folder, client))
                .singleElement()
                .satisfies(file -> assertThat(file.objects()).hasSize(1));
    }

    @Test
    void aFieldThatNobodyKnowsReachesTheApiServer() throws IOException {
        write("a.yaml", TEAM.formatted("one").replace("KiroTeam", "Unheard"));

        assertThat(ManifestFile.in(folder, client).get(0).objects())
                .singleElement()
                .isInstanceOfSatisfying(
                        GenericKubernetesResource.class,
                        object ->
                                assertThat(object.<String>get("spec", "colour")).isEqualTo("blue"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2", "just words", "kind: KiroTeam", "apiVersion: v1\nkind: ConfigMap\nmetadata: {}"})
    void aFileThatHoldsSomethingElseIsNamed(String text) throws IOException {
        write("a.yaml", TEAM.formatted("one"));
        write("bad.yaml", text);

        assertThatThrownBy(() -> ManifestFile.in(folder, client))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad.yaml")
                .hasMessageContaining("Expected Kubernetes objects as YAML");
    }

    @Test
    void anEmptyFolderHasNoFilesAndOneThatIsNotThereIsAnError() throws IOException {
        assertThat(ManifestFile.in(folder, client)).isEmpty();
        assertThatThrownBy(() -> ManifestFile.in(folder.resolve("gone"), client))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gone");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
