package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandInMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void itPrintsItsUrlAndEndsWithZeroWhenStopped() throws InterruptedException {
        assertThat(run("--port", "0")).isZero();

        assertThat(text(out)).matches("The stand-in for AWS listens on http://127\\.0\\.0\\.1:\\d+ .*\\R");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void itTakesEveryOption(@TempDir Path directory) throws IOException {
        Path seed = directory.resolve("seed.json");
        Files.writeString(seed, "{\"account\": \"210987654321\"}");

        StandInOptions options = StandInMain.parse(new String[] {
            "--host",
            "127.0.0.2",
            "--port",
            "4566",
            "--id-seed",
            "7",
            "--clock",
            "2026-01-15T09:00:00Z",
            "--frozen",
            "--settings",
            "{\"quota\": false}",
            "--seed",
            seed.toString()
        });

        assertThat(options.host()).isEqualTo("127.0.0.2");
        assertThat(options.port()).isEqualTo(4566);
        assertThat(options.idSeed()).isEqualTo(7);
        assertThat(options.frozen()).isTrue();
        assertThat(options.clock().instant()).isEqualTo(Instant.parse("2026-01-15T09:00:00Z"));
        assertThat(options.settings().quota()).isFalse();
        assertThat(options.seed().world(1, options.clock(), options.settings()).account())
                .isEqualTo("210987654321");
    }

    @ParameterizedTest
    @CsvSource({
        "--port, many, does not take 'many'",
        "--clock, noon, does not take 'noon'",
        "--settings, '{\"speed\": 1}', speed",
        "--color, red, Option '--color' is unknown",
        "--seed, /nonexistent/seed.json, /nonexistent/seed.json",
    })
    void aWrongOptionIsExplained(String name, String value, String explanation) throws InterruptedException {
        assertThat(run(name, value)).isEqualTo(2);

        assertThat(text(err)).contains(explanation, "Usage:");
    }

    @Test
    void anOptionWithoutItsValueIsExplained() throws InterruptedException {
        assertThat(run("--port")).isEqualTo(2);

        assertThat(text(err)).contains("'--port'");
    }

    @Test
    void helpIsNoError() throws InterruptedException {
        assertThat(run("--help")).isZero();

        assertThat(text(out)).startsWith("Usage:").contains("--seed FILE");
    }

    @Test
    void aTakenPortIsExplained() throws IOException, InterruptedException {
        try (StandIn first = StandIn.start(StandInOptions.defaults())) {
            String port = Integer.toString(first.url().getPort());

            assertThat(run("--port", port)).isEqualTo(1);

            assertThat(text(err)).contains("127.0.0.1:" + port, "choose another --port");
        }
    }

    private int run(String... args) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(0);
        return StandInMain.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                stopped);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
