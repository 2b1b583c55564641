package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One of the servers, on the leash, with its log.
 *
 * @param name for messages
 * @param log what the server writes
 */
record ServerProcess(String name, LeashedProcess process, Path log) implements AutoCloseable {

    private static final int LINES_SHOWN = 20;

    /** @param folder where the log is written and the server works */
    static ServerProcess start(List<String> command, Path folder) throws IOException {
        String name = Path.of(command.get(0)).getFileName().toString();
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        return new ServerProcess(name, LeashedProcess.start(builder), log);
    }

    /** Waits {@code limit} for the server's end, which nobody wants; says whether it came. */
    boolean endsWithin(Duration limit) throws InterruptedException {
        return process.waitFor(limit);
    }

    /** Whether the log tells that another program has the port. */
    boolean lostItsPort() throws IOException {
        return readLog().contains("address already in use");
    }

    /** The log's last lines, indented. */
    String lastLines() throws IOException {
        List<String> lines = readLog().lines().toList();
        return String.join(
                "",
                lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()).stream()
                        .map(line -> "\n    " + line)
                        .toList());
    }

    private String readLog() throws IOException {
        return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
    }

    @Override
    public void close() {
        process.close();
    }
}
