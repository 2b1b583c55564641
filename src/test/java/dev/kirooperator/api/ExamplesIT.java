package dev.kirooperator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.KubectlResult;
import dev.kirooperator.testing.cluster.RealCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples on a real API server. */
@RealCluster
class ExamplesIT {

    static Stream<Path> files() throws IOException {
        return ExamplesTest.files();
    }

    @BeforeAll
    static void serveTheKinds(Cluster cluster) {
        cluster.applyCrds();
        cluster.kubectl("apply", "-f", "examples/more/cross-namespace.yaml").orFail();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyExampleIsTakenWithoutAWarning(Path file, Cluster cluster) {
        KubectlResult result = cluster.kubectl("apply", "--dry-run=server", "--validate=strict", "-f", file.toString());

        assertThat(result.orFail()).contains("(server dry run)");
        assertThat(result.stderr()).isEmpty();
    }

    @Test
    void theWalkthroughIsOneCommandAndAgainUnchanged(Cluster cluster) {
        String namespace = cluster.newNamespace();

        assertThat(cluster.kubectl("apply", "-n", namespace, "-f", "examples")
                        .orFail()
                        .lines())
                .containsExactlyInAnyOrder(
                        "kiroteam.kiro-operator.dev/kiro-dev created",
                        "kiromember.kiro-operator.dev/ada created",
                        "kiromember.kiro-operator.dev/grace created",
                        "kiromember.kiro-operator.dev/mary created");
        assertThat(cluster.kubectl("apply", "-n", namespace, "-f", "examples")
                        .orFail()
                        .lines())
                .allMatch(line -> line.endsWith(" unchanged"));
    }
}
