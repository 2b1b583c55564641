package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator as a process, with a small program in its place. */
class OperatorProcessTest {

    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path folder = Path.of("");

    @Test
    void itIsStartedWithItsOptionsAndEnvironmentAndWaitedForUntilItIsReady() throws Exception {
        try (OperatorProcess operator = start(Map.of("TOLD", "variable"), List.of("-Dtold=property"))) {
            assertThat(operator.isAlive()).isTrue();
            assertThat(operator.url().getHost()).isEqualTo("127.0.0.1");
            assertThat(Files.readString(operator.log())).contains("told: variable property");
            assertThat(operator.endsWithin(Duration.ZERO)).isFalse();
        }
    }

    @Test
    void stoppingItAsksFirst() throws Exception {
        OperatorProcess operator = start(Map.of(), List.of());

        assertThat(operator.stop()).isTrue();

        assertThat(operator.isAlive()).isFalse();
        assertThat(operator.awaitEnd()).isEqualTo(TERMINATED);
        operator.close();
    }

    @Test
    void itsOwnEndIsToldWithItsStatusAndTheEndOfItsLog() throws Exception {
        try (OperatorProcess operator = start(Map.of(), List.of())) {
            HttpResponse<Void> asked = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(operator.url().resolve("/end"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());

            assertThat(asked.statusCode()).isEqualTo(200);
            assertThat(operator.awaitEnd()).isEqualTo(7);
            assertThat(operator.endsWithin(Duration.ZERO)).isTrue();
            assertThat(operator.tail())
                    .startsWith("line 11\n")
                    .endsWith("told: null null")
                    .hasLineCount(30);
        }
    }

    @Test
    void whatEndsBeforeItIsReadyIsAnErrorWithTheEndOfItsLog() {
        assertThatThrownBy(() -> start(Map.of("END_WITH", "3"), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The operator ended early")
                .hasMessageContaining(folder.resolve("operator.log").toString())
                .hasMessageContaining("line 39")
                .hasMessageNotContaining("line 10\n");
    }

    private OperatorProcess start(Map<String, String> environment, List<String> options) throws Exception {
        return OperatorProcess.start(new OperatorProcess.Start(
                Program.packaged(TestingOperator.jar(folder)), options, environment, folder.resolve("operator.log")));
    }
}
