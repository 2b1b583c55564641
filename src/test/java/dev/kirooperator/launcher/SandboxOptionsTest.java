package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxOptionsTest {

    private static final Path CHECKOUT = Path.of("/checkout");

    @Test
    void withoutArgumentsItRunsUntilItIsStopped() {
        assertThat(SandboxOptions.parse(List.of(), CHECKOUT))
                .isEqualTo(new SandboxOptions(false, java.util.Optional.empty(), Duration.ofSeconds(120), CHECKOUT));
    }

    @Test
    void everyOptionIsUnderstood() {
        SandboxOptions options =
                SandboxOptions.parse(List.of("--timeout", "7", "--context", "kind-kiro", "--once"), CHECKOUT);

        assertThat(options.once()).isTrue();
        assertThat(options.context()).contains("kind-kiro");
        assertThat(options.limit()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource({
        "--twice, Unknown argument --twice",
        "--context, --context needs a value",
        "--timeout, --timeout needs a value",
        "--timeout soon, expected a whole number of seconds",
        "--timeout 0, expected at least 1 second",
        "--timeout -3, expected at least 1 second"
    })
    void aBadCommandLineIsAnsweredWithWhatIsWrongAndTheUsage(String line, String expected) {
        assertThatThrownBy(() -> SandboxOptions.parse(List.of(line.split(" ")), CHECKOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected)
                .hasMessageContaining("Usage: hack/sandbox");
    }

    @Test
    void aMissingPackageIsSaidWithTheWayToGetIt(@TempDir Path empty) {
        SandboxOptions options = SandboxOptions.parse(List.of(), empty);

        assertThatThrownBy(options::operatorJar)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quarkus-run.jar")
                .hasMessageContaining("hack/sandbox");
    }
}
