package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionsTest {

    private static final Path FOLDER = Path.of("/tmp/kiro-sandbox-27147");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyLineFitsIntoANarrowTerminal(boolean guest) {
        assertThat(text(guest).lines()).allMatch(line -> line.length() <= 60);
    }

    @Test
    void everyFileThatIsNamedIsThere() {
        assertThat(Arrays.stream(text(false).split("\\s+"))
                        .filter(word -> word.matches("(hack|examples)/.*"))
                        .distinct())
                .contains("hack/kubectl")
                .allMatch(file -> Files.exists(Path.of(file)));
    }

    @Test
    void aGuestIsToldItsNamespaceAndWhatGoesInTheEnd() {
        assertThat(text(true))
                .contains("export KUBECONFIG=/tmp/kiro-sandbox-27147/kubeconfig")
                .contains("namespace kiro-sandbox.")
                .contains("-n kiro-sandbox")
                .contains("deletes that namespace");
        assertThat(text(false)).doesNotContain("namespace");
    }

    private static String text(boolean guest) {
        return new Instructions(
                        FOLDER.resolve("kubeconfig"),
                        URI.create("http://127.0.0.1:45513"),
                        FOLDER.resolve("operator.log"),
                        guest)
                .text();
    }
}
