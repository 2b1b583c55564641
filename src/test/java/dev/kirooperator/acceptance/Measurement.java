package dev.kirooperator.acceptance;

import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.testing.cluster.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one scenario costs, from {@link #start} until {@link #end}. */
final class Measurement {

    private static final String WRITES =
            "apiserver_request_total\\{.*resource=\"(kiromembers|kiroteams|events)\".*verb=\"(APPLY|PATCH|PUT|POST|DELETE)\".*";

    private final Installation it;
    private final Cluster cluster;
    private final Instant begun = Instant.now();
    private final long writesBefore;

    private Measurement(Installation it, Cluster cluster) {
        this.it = it;
        this.cluster = cluster;
        this.writesBefore = apiWrites();
    }

    /**
     * What was seen.
     *
     * @param calls at AWS, by operation
     * @param refused of those, throttled
     * @param apiWrites to members, teams and Events, by anybody
     * @param peakMiB the operator's resident set at its highest since it started
     * @param privateMiB of the resident set what is no file's, now: what a memory limit cannot take back
     * @param threads of the operator
     * @param fullCollections how many, and how long they took together, since the operator started
     */
    record Seen(
            Map<String, Long> calls,
            long refused,
            Duration time,
            long apiWrites,
            long peakMiB,
            long privateMiB,
            long threads,
            double cpuSeconds,
            String fullCollections) {

        long allCalls() {
            return calls.values().stream().mapToLong(n -> n).sum();
        }
    }

    Instant begun() {
        return begun;
    }

    static Measurement start(Installation it, Cluster cluster) {
        it.aws().clearCalls();
        return new Measurement(it, cluster);
    }

    Seen end() {
        Duration time = Duration.between(begun, Instant.now());
        Path process = operator();
        return new Seen(
                it.aws().calls().stream()
                        .collect(Collectors.groupingBy(Call::operation, TreeMap::new, Collectors.counting())),
                it.aws().calls().stream()
                        .filter(call -> call.errorType().contains("Throttling"))
                        .count(),
                time,
                apiWrites() - writesBefore,
                status(process, "VmHWM") / 1024,
                status(process, "RssAnon") / 1024,
                status(process, "Threads"),
                cpuSeconds(process),
                fullCollections(it));
    }

    private long apiWrites() {
        return cluster.client()
                .raw("/metrics")
                .lines()
                .filter(line -> line.matches(WRITES))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** The largest of this JVM's children that run the operator; the others only watch over it. */
    private static Path operator() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("-Dquarkus.http.port="))
                .map(child -> Path.of("/proc", String.valueOf(child.pid())))
                .max(Comparator.comparingLong(process -> status(process, "VmHWM")))
                .orElseThrow();
    }

    private static long status(Path process, String key) {
        return read(process.resolve("status"))
                .lines()
                .filter(line -> line.startsWith(key + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    /** User and system time, in the kernel's hundredths of a second. */
    private static double cpuSeconds(Path process) {
        String[] fields =
                read(process.resolve("stat")).replaceFirst(".*\\) ", "").split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private static String fullCollections(Installation it) {
        return "%.0f / %.1f s"
                .formatted(
                        ofFullCollections(it, "jvm_gc_pause_seconds_count"),
                        ofFullCollections(it, "jvm_gc_pause_seconds_sum"));
    }

    private static double ofFullCollections(Installation it, String metric) {
        return it.metrics()
                .lines()
                .filter(line -> line.startsWith(metric + "{") && line.contains("major"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
