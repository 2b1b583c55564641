package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxOptionsTest {

    private static final Path CHECKOUT = Path.of("/checkout");

    @Test
    void withoutArgumentsItRunsUntilItIsStopped() {
        assertThat(SandboxOptions.parse(List.of(), CHECKOUT))
                .isEqualTo(new SandboxOptions(false, Optional.empty(), Duration.ofMinutes(2), CHECKOUT));
    }

    @Test
    void everyOptionIsUnderstood() {
        SandboxOptions options =
                SandboxOptions.parse(List.of("--timeout", "7", "--context", "kind-kiro", "--once"), CHECKOUT);

        assertThat(options.once()).isTrue();
        assertThat(options.context()).contains("kind-kiro");
        assertThat(options.limit()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void theLongestTimeIsADay() {
        assertThat(SandboxOptions.parse(List.of("--timeout", "86400"), CHECKOUT).limit())
                .isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @CsvSource({
        "--twice, Unknown argument --twice",
        "kind-kiro, Unknown argument kind-kiro",
        "--context, --context needs a value",
        "--context --once, --context needs a value",
        "--timeout, --timeout needs a value",
        "--timeout soon, from 1 to 86400",
        "--timeout 0, from 1 to 86400",
        "--timeout -3, from 1 to 86400",
        "--timeout 86401, from 1 to 86400",
        "--timeout 1.5, from 1 to 86400",
        "--timeout 9223372036854775807, from 1 to 86400",
        "--timeout 9223372036854775808, from 1 to 86400"
    })
    void aBadCommandLineIsAnsweredWithWhatIsWrongAndWhereToLook(String line, String expected) {
        assertThatThrownBy(() -> SandboxOptions.parse(List.of(line.split(" ")), CHECKOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected)
                .hasMessageContaining("hack/sandbox --help");
    }

    @Test
    void anEmptyContextIsNoContext() {
        assertThatThrownBy(() -> SandboxOptions.parse(List.of("--context", ""), CHECKOUT))
                .hasMessageContaining("--context needs a value");
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
