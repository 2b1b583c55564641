package dev.kirooperator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.TeamRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples are the walkthrough. That the API server takes them is shown by {@code ExamplesIT}. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("examples");

    private static final KubernetesSerialization SERIALIZATION = serialization();

    static Stream<Path> files() throws IOException {
        return Stream.concat(yamlIn(EXAMPLES).stream(), yamlIn(EXAMPLES.resolve("more")).stream());
    }

    @Test
    void theWalkthroughIsOneTeamOnPlanProWithThreePeople() throws IOException {
        List<HasMetadata> objects = objectsIn(EXAMPLES);

        assertThat(objects)
                .filteredOn(KiroTeam.class::isInstance)
                .singleElement()
                .satisfies(object -> {
                    KiroTeam team = (KiroTeam) object;
                    assertThat(team.getMetadata().getName()).isEqualTo("kiro-dev");
                    assertThat(team.getSpec().group())
                            .satisfies(group -> assertThat(group.displayName()).isEqualTo("kiro_dev_group"));
                    assertThat(team.getSpec().subscription())
                            .satisfies(subscription ->
                                    assertThat(subscription.plan()).isEqualTo(Plan.PRO));
                });
        assertThat(objects)
                .filteredOn(KiroMember.class::isInstance)
                .hasSize(3)
                .allSatisfy(object -> assertThat(((KiroMember) object).getSpec().teams())
                        .containsExactly(new TeamRef("kiro-dev", null)));
        assertThat(objects).hasSize(4);
    }

    @Test
    void theWalkthroughGoesIntoWhicheverNamespaceTheUserIsIn() throws IOException {
        assertThat(objectsIn(EXAMPLES))
                .allSatisfy(object ->
                        assertThat(object.getMetadata().getNamespace()).isNull());
    }

    @Test
    void nobodyInTheExamplesIsReal() throws IOException {
        List<HasMetadata> all = Stream.concat(
                        objectsIn(EXAMPLES).stream(), objectsIn(EXAMPLES.resolve("more")).stream())
                .toList();

        assertThat(all)
                .filteredOn(KiroMember.class::isInstance)
                .hasSizeGreaterThan(3)
                .allSatisfy(object ->
                        assertThat(((KiroMember) object).getSpec().email()).endsWith("@example.com"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileBeginsWithTwoLinesThatSayWhatItShows(Path file) throws IOException {
        assertThat(Files.readAllLines(file).subList(0, 2)).allMatch(line -> line.startsWith("# "));
    }

    private static KubernetesSerialization serialization() {
        KubernetesSerialization serialization = new KubernetesSerialization();
        serialization.registerKubernetesResource(KiroTeam.class);
        serialization.registerKubernetesResource(KiroMember.class);
        return serialization;
    }

    private static List<HasMetadata> objectsIn(Path folder) throws IOException {
        return yamlIn(folder).stream().flatMap(file -> parse(file)).toList();
    }

    private static Stream<HasMetadata> parse(Path file) {
        try {
            Object parsed = SERIALIZATION.unmarshal(Files.readString(file));
            return parsed instanceof Collection<?> list
                    ? list.stream().map(HasMetadata.class::cast)
                    : Stream.of((HasMetadata) parsed);
        } catch (IOException e) {
            throw new AssertionError("Expected to read " + file, e);
        }
    }

    private static List<Path> yamlIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
