package dev.kirooperator.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The operator as it is started.
 *
 * @param java the JVM with its options, to which system properties may be added
 * @param application what comes after them
 * @param folder where it is started
 */
public record Program(List<String> java, List<String> application, Path folder) {

    private static final String OPTIONS = "java.options";

    public Program {
        java = List.copyOf(java);
        application = List.copyOf(application);
    }

    /** The packaged operator with this JVM's Java and the image's options: {@code target/quarkus-app/quarkus-run.jar}. */
    public static Program packaged(Path jar) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new Program(
                Stream.concat(Stream.of(java.toString()), options().stream()).toList(),
                List.of("-jar", jar.toAbsolutePath().toString()),
                Path.of("").toAbsolutePath());
    }

    /** The operator in a folder that {@code hack/image-rootfs} made, with the Java in it. */
    public static Program ofImage(Path root) {
        return new Program(
                List.of(root.resolve("opt/java/bin/java").toAbsolutePath().toString()),
                List.of("@" + OPTIONS),
                root.resolve("opt/kiro-operator").toAbsolutePath());
    }

    private static List<String> options() {
        try (InputStream in = Objects.requireNonNull(Program.class.getResourceAsStream(OPTIONS), OPTIONS)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
