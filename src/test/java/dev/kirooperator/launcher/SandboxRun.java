package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code hack/sandbox} as a user starts it, with a folder for temporary files of its own. */
final class SandboxRun implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path output;
    private final Path temporary;
    private final List<ProcessHandle> children = new ArrayList<>();

    private SandboxRun(Process process, Path output, Path temporary) {
        this.process = process;
        this.output = output;
        this.temporary = temporary;
    }

    /** @param folder gets the output and the temporary files */
    static SandboxRun start(Path checkout, Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path output = folder.resolve("output");
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("hack/sandbox").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("TMPDIR", temporary.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return new SandboxRun(builder.start(), output, temporary);
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a text in the output, and gives what the pattern's group finds there. */
    String awaitOutput(String pattern) {
        await(pattern).atMost(PATIENCE).until(() -> find(pattern).find() || !process.isAlive());
        Matcher found = find(pattern);
        assertThat(found.find()).as("%s in%n%s", pattern, output()).isTrue();
        process.descendants().forEach(children::add);
        return found.groupCount() > 0 ? found.group(1) : found.group();
    }

    /** Waits for a file among the temporary ones. */
    void awaitFile(String name) {
        await(name)
                .atMost(PATIENCE)
                .until(() -> temporaryFiles().stream()
                        .anyMatch(file -> file.getFileName().toString().equals(name)));
        process.descendants().forEach(children::add);
    }

    /** The operator's own process. */
    ProcessHandle operator() {
        return running("java");
    }

    ProcessHandle apiServer() {
        return running("kube-apiserver");
    }

    private ProcessHandle running(String program) {
        return process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/" + program))
                .findFirst()
                .orElseThrow();
    }

    /** What Ctrl-C does, but for shells that let their background jobs ignore it: SIGTERM. */
    void stop() {
        process.destroy();
    }

    /** Waits for the end, of which nothing may be left; gives the status. */
    int awaitEnd() throws InterruptedException, IOException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("ends: %s", output())
                .isTrue();
        assertThat(children)
                .allSatisfy(child -> assertThat(child.onExit().orTimeout(10, TimeUnit.SECONDS))
                        .succeedsWithin(Duration.ofSeconds(11)));
        assertThat(temporaryFiles()).isEmpty();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private Matcher find(String pattern) {
        return Pattern.compile(pattern).matcher(output());
    }

    /** What is in the folder, or the folder itself while something vanishes from it. */
    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.filter(file -> !file.equals(temporary)).toList();
        } catch (UncheckedIOException vanishing) {
            return List.of(temporary);
        }
    }
}
