package dev.kirooperator.sandbox.controlplane;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds the pinned Go modules into the cache, on machines that have Go. */
record GoBuild(Environment environment, Pins pins, BinaryCache cache) implements BinarySource {

    private static final Pattern GO_VERSION = Pattern.compile("go(\\d+)\\.(\\d+).*");
    private static final int MAJOR = 1;
    private static final int MINOR = 26;
    private static final int PROGRESS_EVERY = 100;
    private static final int LINES_KEPT = 15;

    @Override
    public String name() {
        return "a build with Go";
    }

    @Override
    public Search find(Consumer<String> progress) throws IOException, InterruptedException {
        Optional<Path> go = environment.onPath("go");
        if (go.isEmpty()) {
            return new Search.Missing("no 'go' in PATH. Install Go " + MAJOR + "." + MINOR + " or newer.");
        }
        try {
            String version = version(go.get());
            if (!isNewEnough(version)) {
                return new Search.Missing("expected Go " + MAJOR + "." + MINOR + " or newer, found '" + version
                        + "' at " + go.get() + ". Install a newer Go.");
            }
            return new Search.Found(cache.fill(folder -> build(go.get(), folder, progress), progress));
        } catch (ControlPlaneException e) {
            return new Search.Missing(e.getMessage());
        }
    }

    static boolean isNewEnough(String version) {
        Matcher matcher = GO_VERSION.matcher(version);
        if (!matcher.matches()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        return major > MAJOR || (major == MAJOR && Integer.parseInt(matcher.group(2)) >= MINOR);
    }

    private String version(Path go) throws IOException, InterruptedException {
        StringBuilder output = new StringBuilder();
        run(pins.folder(), List.of(go.toString(), "env", "GOVERSION"), output::append);
        return output.toString().strip();
    }

    private void build(Path go, Path folder, Consumer<String> progress) throws IOException, InterruptedException {
        Pins.KubernetesVersion version = pins.kubernetesVersion();
        progress.accept("Building Kubernetes " + version.full()
                + " and etcd from source, once for this machine: about 8 minutes on 2 cores");
        String variable = "-X k8s.io/component-base/version.";
        String kubeFlags = "-s -w " + variable + "gitVersion=" + version.full() + " " + variable + "gitMajor="
                + version.major() + " " + variable + "gitMinor=" + version.minor() + " " + variable
                + "gitTreeState=clean";
        for (String name : List.of("kube-apiserver", "kubectl")) {
            compile(go, pins.kubeModule(), folder.resolve(name), kubeFlags, "k8s.io/kubernetes/cmd/" + name, progress);
        }
        compile(go, pins.etcdModule(), folder.resolve("etcd"), "-s -w", "go.etcd.io/etcd/server/v3", progress);
        progress.accept("Built into " + cache.folder());
    }

    private void compile(
            Path go, Path module, Path target, String linkerFlags, String source, Consumer<String> progress)
            throws IOException, InterruptedException {
        String name = target.getFileName().toString();
        progress.accept(name + ": building");
        Counter counter = new Counter(name, progress);
        run(
                module,
                List.of(
                        go.toString(),
                        "build",
                        "-v",
                        "-mod=readonly",
                        "-trimpath",
                        "-ldflags",
                        linkerFlags,
                        "-o",
                        target.toString(),
                        source),
                counter::line);
        progress.accept(name + ": built, " + (Files.size(target) >> 20) + " MB");
    }

    private void run(Path folder, List<String> command, Consumer<String> output)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(goEnvironment());
        Deque<String> last = new ArrayDeque<>();
        try (LeashedProcess process = LeashedProcess.start(builder);
                BufferedReader lines = process.output()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.accept(line);
                last.add(line);
                if (last.size() > LINES_KEPT) {
                    last.remove();
                }
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new ControlPlaneException("expected '" + String.join(" ", command) + "' in " + folder
                        + " to end with 0, it ended with " + status + ". Its last lines:\n    "
                        + String.join("\n    ", last));
            }
        }
    }

    /** The user's own, but for what would change the result or download another Go. */
    private Map<String, String> goEnvironment() {
        Map<String, String> result = new HashMap<>(environment.variables());
        result.putAll(Map.of("CGO_ENABLED", "0", "GOTOOLCHAIN", "local", "GOWORK", "off", "GOFLAGS", ""));
        result.putIfAbsent("HOME", environment.home().toString());
        return result;
    }

    /** Tells every hundredth compiled package and downloaded module: one line each would be 2,000. */
    private static final class Counter {

        private final String name;
        private final Consumer<String> progress;
        private int downloads;
        private int packages;

        Counter(String name, Consumer<String> progress) {
            this.name = name;
            this.progress = progress;
        }

        void line(String line) {
            if (line.startsWith("go: downloading")) {
                downloads++;
                tell(downloads, "modules downloaded");
            } else if (!line.startsWith("#") && !line.contains(" ")) {
                packages++;
                tell(packages, "packages compiled");
            }
        }

        private void tell(int count, String what) {
            if (count % PROGRESS_EVERY == 0) {
                progress.accept(name + ": " + count + " " + what);
            }
        }
    }
}
