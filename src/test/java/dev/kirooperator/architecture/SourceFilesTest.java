package dev.kirooperator.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our source files as texts: short, documented, and in packages without nulls. */
class SourceFilesTest {

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void everyFileIsShort(Path folder) throws IOException {
        assertThat(faults(folder, SourceFile::tooLong)).isEmpty();
    }

    @Test
    void everyScriptIsShort() throws IOException {
        List<SourceFile> scripts = SourceFile.below(Path.of("hack"), ".*\\.py|[a-z-]+");

        assertThat(scripts).extracting(SourceFile::toString).contains("hack/aws-contract/contract.py", "hack/sandbox");
        assertThat(scripts.stream().flatMap(file -> file.tooLong().stream())).isEmpty();
    }

    @Test
    void everyPublicTypeIsDocumented() throws IOException {
        assertThat(faults(Path.of("src/main/java"), SourceFile::undocumented)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void everyPackageIsNullMarked(Path folder) throws IOException {
        assertThat(faults(folder, SourceFile::packageNotNullMarked)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Plan.java, 400, 401", "TeamReconciler.java, 200, 201"})
    void aLongFileIsFound(String name, int longest, int tooLong) {
        assertThat(new SourceFile(Path.of(name), "x\n".repeat(longest)).tooLong())
                .isEmpty();
        assertThat(new SourceFile(Path.of(name), "x\n".repeat(tooLong)).tooLong())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public final class A {}",
                "import b.C;\n\npublic record A() {}",
                "public non-sealed interface A {}",
                "public @interface A {}",
                "public enum A {\n    /** One. */\n    ONE\n}"
            })
    void aPublicTypeWithoutJavadocIsFound(String text) {
        assertThat(new SourceFile(Path.of("A.java"), text).undocumented()).isPresent();
        assertThat(new SourceFile(Path.of("A.java"), "/** What it is. */\n" + text).undocumented())
                .isEmpty();
    }

    @Test
    void aTypeThatIsNotPublicNeedsNoJavadoc() {
        assertThat(new SourceFile(Path.of("A.java"), "final class A {\n    public void run() {}\n}").undocumented())
                .isEmpty();
    }

    @Test
    void aPackageWithoutNullMarkedIsFound() {
        assertThat(new SourceFile(Path.of("src/main/resources/A.java"), "").packageNotNullMarked())
                .isPresent();
    }

    private static List<String> faults(Path folder, Function<SourceFile, Optional<String>> check) throws IOException {
        List<SourceFile> files = SourceFile.below(folder);
        assertThat(files).isNotEmpty();
        return files.stream()
                .flatMap(file -> check.apply(file).map(fault -> file + ": " + fault).stream())
                .toList();
    }
}
