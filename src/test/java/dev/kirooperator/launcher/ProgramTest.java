package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgramTest {

    @Test
    void thePackagedOperatorHasTheImagesOptionsAndItsOwnPathWhole() {
        Program program = Program.packaged(Path.of("target", "run.jar"));
        assertThat(program.java().get(0)).endsWith("/bin/java");
        assertThat(program.java().subList(1, program.java().size()))
                .contains("-Xmx128m")
                .allMatch(option -> option.startsWith("-X"));
        assertThat(program.application())
                .containsExactly(
                        "-jar", Path.of("target/run.jar").toAbsolutePath().toString());
    }

    @Test
    void theImagesOperatorIsStartedInItsFolderWithTheJavaBesideIt() {
        Program program = Program.ofImage(Path.of("root"));
        assertThat(program.java())
                .containsExactly(
                        Path.of("root/opt/java/bin/java").toAbsolutePath().toString());
        assertThat(program.application()).containsExactly("@java.options");
        assertThat(program.folder()).isEqualTo(Path.of("root/opt/kiro-operator").toAbsolutePath());
    }
}
