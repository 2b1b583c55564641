package dev.kirooperator.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java source file of ours and what is wrong with it as a text. */
record SourceFile(Path path, String text) {

    private static final int LONGEST = 400;
    private static final int LONGEST_RECONCILER = 200;
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^public [a-z@ -]*(class|record|interface|enum|@interface) ", Pattern.MULTILINE);

    /** Every Java file below a folder. */
    static List<SourceFile> below(Path folder) throws IOException {
        return below(folder, ".*\\.java");
    }

    /** Every file below a folder whose name matches. */
    static List<SourceFile> below(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches(name))
                    .sorted()
                    .map(SourceFile::read)
                    .toList();
        }
    }

    /** Files are short, reconcilers shorter: those only sequence. */
    Optional<String> tooLong() {
        long lines = text.lines().count();
        int limit = path.toString().endsWith("Reconciler.java") ? LONGEST_RECONCILER : LONGEST;
        return lines <= limit
                ? Optional.empty()
                : Optional.of("expected at most %d lines, found %d: split what does more than one thing"
                        .formatted(limit, lines));
    }

    /** A public type says what it is. */
    Optional<String> undocumented() {
        Matcher type = PUBLIC_TYPE.matcher(text);
        return type.find() && !text.substring(0, type.start()).contains("/**")
                ? Optional.of("expected Javadoc on the public type, found none")
                : Optional.empty();
    }

    /** The package says, here or in the main sources, that nothing in it is null unless it is marked. */
    Optional<String> packageNotNullMarked() {
        Path here = path.resolveSibling("package-info.java");
        Path main = Path.of(here.toString().replace("src/test/java", "src/main/java"));
        return Stream.of(here, main)
                        .filter(Files::exists)
                        .anyMatch(file -> read(file).text().contains("NullMarked"))
                ? Optional.empty()
                : Optional.of("expected @NullMarked in " + here + ", found none");
    }

    private static SourceFile read(Path file) {
        try {
            return new SourceFile(file, Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError("Expected to read " + file, e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
