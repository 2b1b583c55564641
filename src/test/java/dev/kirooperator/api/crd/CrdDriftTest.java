package dev.kirooperator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code crds/} to the Java types. With {@code -Dcrds.update=true} it writes the files instead: see {@code hack/update-crds}. */
class CrdDriftTest {

    private static final Path FOLDER = Path.of("crds");

    private final Map<String, String> expected = new CrdFiles().texts();

    @Test
    void theCheckedInDefinitionsAreThoseOfTheJavaTypes() throws IOException {
        if (Boolean.getBoolean("crds.update")) {
            write();
        }
        assertThat(checkedIn())
                .as(
                        "crds/ differs from the Java types in src/main/java/dev/kirooperator/api: run hack/update-crds and commit the result")
                .isEqualTo(expected);
    }

    @Test
    void theWriterIsDeterministic() {
        assertThat(new CrdFiles().texts()).isEqualTo(expected);
    }

    private void write() throws IOException {
        Files.createDirectories(FOLDER);
        for (String stale : checkedIn().keySet()) {
            Files.delete(FOLDER.resolve(stale));
        }
        for (Map.Entry<String, String> file : expected.entrySet()) {
            Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
        }
    }

    private static Map<String, String> checkedIn() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        if (Files.isDirectory(FOLDER)) {
            try (Stream<Path> files = Files.list(FOLDER)) {
                for (Path file : files.toList()) {
                    texts.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return texts;
    }
}
