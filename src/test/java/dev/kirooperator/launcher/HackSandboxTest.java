package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code hack/sandbox} in a checkout whose build is a script. */
class HackSandboxTest {

    private static final String OPTIONS = "src/main/java/dev/kirooperator/launcher/SandboxOptions.java";
    private static final String JAR = "target/quarkus-app/quarkus-run.jar";

    @TempDir
    private Path checkout;

    /** A run's status and all that it printed. */
    private record Run(int status, String output) {}

    @BeforeEach
    void copyTheScript() throws IOException {
        for (String file : List.of("hack/sandbox", OPTIONS)) {
            Files.createDirectories(checkout.resolve(file).getParent());
            Files.copy(Path.of(file), checkout.resolve(file));
        }
        Files.writeString(checkout.resolve("pom.xml"), "");
        build("exit 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--once --help"})
    void helpComesWithoutABuild(String line) throws Exception {
        Run run = sandbox(line);

        assertThat(run.output()).startsWith("Usage: hack/sandbox").contains("--once", "--context NAME", "--timeout");
        assertThat(run.output().lines()).allMatch(text -> text.length() <= 60);
        assertThat(run.status()).isZero();
        assertThat(checkout.resolve("built")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "--twice, Unknown argument --twice",
        "--context, --context needs a value",
        "--timeout soon, expected a whole number"
    })
    void aBadCommandLineIsRefusedBeforeTheBuild(String line, String expected) throws Exception {
        Run run = sandbox(line);

        assertThat(run.output()).contains(expected).contains("hack/sandbox --help");
        assertThat(run.status()).isEqualTo(2);
        assertThat(checkout.resolve("built")).doesNotExist();
    }

    @Test
    void aFailedBuildEndsItEvenWhereAnEarlierOneLeftItsResult() throws Exception {
        jar(Instant.EPOCH);

        Run run = sandbox("--once");

        assertThat(checkout.resolve("built")).exists();
        assertThat(run.output()).contains("The build failed");
        assertThat(run.status()).isEqualTo(1);
        assertThat(checkout.resolve(JAR)).doesNotExist();
    }

    @Test
    void nothingIsBuiltWhereTheResultIsNewerThanTheSources() throws Exception {
        jar(Instant.now().plusSeconds(60));

        Run run = sandbox("--once");

        assertThat(checkout.resolve("built")).doesNotExist();
        assertThat(run.output()).contains("dev.kirooperator.launcher.SandboxCommand");
    }

    @Test
    void anOldJavaIsSaid() throws Exception {
        script(checkout.resolve("old/bin/java"), "echo '    java.specification.version = 11' >&2");

        ProcessBuilder builder = command("--once");
        builder.environment().put("JAVA_HOME", checkout.resolve("old").toString());
        Run run = run(builder);

        assertThat(run.output()).contains("version 17 or newer is needed; found '11'");
        assertThat(run.status()).isEqualTo(1);
    }

    private Run sandbox(String line) throws Exception {
        ProcessBuilder builder = command(line.split(" "));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return run(builder);
    }

    private ProcessBuilder command(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("hack/sandbox").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private Run run(ProcessBuilder builder) throws Exception {
        Path output = checkout.resolve("output");
        Process process = builder.redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(output));
    }

    private void build(String body) throws IOException {
        script(checkout.resolve("mvnw"), "touch built; " + body);
    }

    private void jar(Instant time) throws IOException {
        Path jar = checkout.resolve(JAR);
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "");
        Files.setLastModifiedTime(jar, FileTime.from(time));
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
