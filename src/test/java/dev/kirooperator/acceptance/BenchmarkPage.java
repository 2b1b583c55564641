package dev.kirooperator.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;

/** The table of hack/bench, and the part of docs/benchmarks.md that it is written into. */
final class BenchmarkPage {

    private static final String BEGIN = "<!-- measured: hack/bench writes from here -->";
    private static final String END = "<!-- measured: to here -->";
    private static final List<String> HEAD = List.of(
            "scenario",
            "N",
            "calls at AWS",
            "floor",
            "ratio",
            "refused",
            "seconds",
            "floor",
            "API-server writes",
            "peak RSS MiB",
            "private MiB",
            "threads",
            "full GCs",
            "CPU s",
            "Terraform",
            "Crossplane",
            "ssosync",
            "by operation");
    private static final int MOST_FREQUENT = 4;

    private final List<List<String>> rows = new ArrayList<>();
    private String planner = "";

    void planner(Result<?> result) {
        planner = String.format(
                Locale.ROOT,
                "\n\nThe planner alone (JMH, one fork, 5 iterations of a second): a look at a team of 10,000, roster and plan, "
                        + "takes %.2f ± %.2f %s.",
                result.getScore(),
                result.getScoreError(),
                result.getScoreUnit());
    }

    void add(
            String scenario,
            int n,
            long floor,
            double floorSeconds,
            Measurement.Seen seen,
            String terraform,
            String crossplane,
            String ssosync) {
        row(scenario, n, floor, seen, decimal(floorSeconds), terraform, crossplane, ssosync);
    }

    void addLatency(String name, int n, List<Duration> atAws, List<Duration> ready, Measurement.Seen seen) {
        String scenario = "%s: at AWS p50 %d ms, p95 %d ms; Ready p50 %d ms, p95 %d ms"
                .formatted(
                        name,
                        percentile(atAws, 50),
                        percentile(atAws, 95),
                        percentile(ready, 50),
                        percentile(ready, 95));
        row(scenario, n, 0, seen, "", "2 each", "2 each", "2N + N/100");
    }

    void addRestart(int n, Duration ready, Duration first, Measurement.Seen seen) {
        String scenario = "restart: ready after %.1f s, first change done after %.1f s"
                .formatted(ready.toMillis() / 1e3, first.toMillis() / 1e3);
        row(scenario, n, 0, seen, "", "2N + T", "2N + T", "N + 2N/100");
    }

    void addCycle(int n, int users, int members, double cycles, Measurement.Seen seen) {
        long floor = Math.round(cycles * (1 + users + members));
        row("%.1f no-op cycles".formatted(cycles), n, floor, seen, "", "2N + T each", "2N + T each", "N + 2N/100 each");
    }

    private void row(
            String scenario,
            int n,
            long floor,
            Measurement.Seen seen,
            String floorSeconds,
            String terraform,
            String crossplane,
            String ssosync) {
        List<String> row = List.of(
                scenario,
                String.valueOf(n),
                String.valueOf(seen.allCalls()),
                floor == 0 ? "" : String.valueOf(floor),
                floor == 0 ? "" : "%.3f".formatted(seen.allCalls() / (double) floor),
                String.valueOf(seen.refused()),
                decimal(seen.time().toMillis() / 1e3),
                floorSeconds,
                String.valueOf(seen.apiWrites()),
                String.valueOf(seen.peakMiB()),
                String.valueOf(seen.privateMiB()),
                String.valueOf(seen.threads()),
                seen.fullCollections(),
                decimal(seen.cpuSeconds()),
                terraform,
                crossplane,
                ssosync,
                seen.calls().entrySet().stream()
                        .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
                        .limit(MOST_FREQUENT)
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")));
        System.out.println(line(row));
        rows.add(row);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static long percentile(List<Duration> durations, int percent) {
        List<Duration> sorted = durations.stream().sorted().toList();
        int index = (int) Math.ceil(percent / 100.0 * sorted.size()) - 1;
        return sorted.get(Math.max(0, index)).toMillis();
    }

    String table() {
        List<String> lines = new ArrayList<>();
        lines.add(line(HEAD));
        lines.add("|" + "---|".repeat(HEAD.size()));
        rows.forEach(row -> lines.add(line(row)));
        return String.join("\n", lines) + planner;
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** Puts the table and the machine into the page, between its two marks. */
    void write(Path file) throws IOException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(file + ": expected the lines " + BEGIN + " and " + END + ", found no such pair");
        }
        Files.writeString(
                file,
                text.substring(0, begin) + BEGIN + "\n\n" + machine() + "\n\n" + table() + "\n\n"
                        + text.substring(end));
    }

    private static String operator() throws IOException {
        String image = System.getProperty("operator.image", "");
        String limit = System.getProperty("operator.cgroup", "").isEmpty()
                ? "without a memory limit"
                : "in a memory cgroup of 256 MiB";
        String java = image.isEmpty()
                ? "JDK " + System.getProperty("java.vm.version")
                : Files.readAllLines(Path.of(image, "opt/java/release")).stream()
                        .filter(line -> line.startsWith("JAVA_RUNTIME_VERSION") || line.startsWith("JAVA_VERSION="))
                        .map(line -> "the image's folder (JDK " + line.replaceAll(".*=|\"", "") + ", AOT cache)")
                        .findFirst()
                        .orElse("the image's folder");
        return "The operator ran from " + java + " " + limit + ".";
    }

    private static String machine() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown CPU");
        return "Measured on %s: %s, %d cores, Linux %s. Operator, API server, etcd and stand-in share them. %s"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        model,
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.version"),
                        operator());
    }
}
