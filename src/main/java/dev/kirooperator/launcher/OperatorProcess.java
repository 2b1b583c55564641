package dev.kirooperator.launcher;

import dev.kirooperator.sandbox.controlplane.FreePorts;
import dev.kirooperator.sandbox.controlplane.LeashedProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged operator as a process of its own, as a cluster would run it. It ends with {@link #close} and with this JVM. */
public final class OperatorProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    /** What Kubernetes gives a pod. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LOG_TAIL = 30;

    /** Seen on a busy machine when the informers start; the SDK gives up at the first such error. */
    private static final String CLOSED = "HttpClosedException";

    private final LeashedProcess process;
    private final URI url;
    private final Path log;

    private OperatorProcess(LeashedProcess process, URI url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /**
     * How to start it.
     *
     * @param jvmOptions beside the program's own
     * @param environment added to this process's own; takes {@code KUBECONFIG}, the AWS SDK's variables and the operator's keys
     * @param log gets the output
     */
    public record Start(Program program, List<String> jvmOptions, Map<String, String> environment, Path log) {}

    /**
     * Starts the operator and waits until it is ready. Where the API server closed one of its first connections it is started once
     * more, as Kubernetes does.
     *
     * @throws IllegalStateException when it ends early or is not ready in time; the message has the end of its log
     */
    public static OperatorProcess start(Start start) throws IOException, InterruptedException {
        try {
            return startOnce(start);
        } catch (IllegalStateException e) {
            if (!String.valueOf(e.getMessage()).contains(CLOSED)) {
                throw e;
            }
            return startOnce(start);
        }
    }

    private static OperatorProcess startOnce(Start start) throws IOException, InterruptedException {
        int port = FreePorts.find(1).get(0);
        List<String> command = new ArrayList<>(start.program().java());
        command.addAll(start.jvmOptions());
        command.addAll(List.of("-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port));
        command.addAll(start.program().application());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(start.program().folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(start.log().toFile());
        // glibc's own default keeps an arena for each of many threads: tens of MiB that nobody uses.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(start.environment());
        LeashedProcess leashed = LeashedProcess.start(builder);
        OperatorProcess operator = new OperatorProcess(leashed, URI.create("http://127.0.0.1:" + port), start.log());
        try {
            operator.awaitReady();
        } catch (IllegalStateException | IOException | InterruptedException e) {
            leashed.close();
            throw e;
        }
        return operator;
    }

    /** Base URL of its health and metrics, without a slash at the end. */
    public URI url() {
        return url;
    }

    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits at most {@code limit} for the operator to end by itself; says whether it has. */
    public boolean endsWithin(Duration limit) throws InterruptedException {
        return process.waitFor(limit);
    }

    /** Waits until the operator ends by itself; its exit status, 128 + n after signal n. */
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** The last lines of its log. */
    public String tail() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
    }

    /**
     * Stops it as a cluster does: asks first, and kills it when it does not end.
     *
     * @return whether it ended by itself
     */
    public boolean stop() throws InterruptedException {
        return process.stop(STOP_LIMIT);
    }

    /** Kills it where it stands, as a node that fails does. */
    public void kill() {
        process.close();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        Instant end = Instant.now().plus(START_LIMIT);
        while (!isReady(http, request)) {
            boolean ended = process.waitFor(POLL);
            if (ended || Instant.now().isAfter(end)) {
                throw new IllegalStateException((ended
                                ? "The operator ended early"
                                : "The operator was not ready within " + START_LIMIT.toSeconds() + " s")
                        + ". The end of its log " + log + ":\n" + tail());
            }
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notListeningYet) {
            return false;
        }
    }
}
