package dev.kirooperator.launcher;

import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.sandbox.aws.StandInOptions;
import dev.kirooperator.sandbox.controlplane.BinaryFinder;
import dev.kirooperator.sandbox.controlplane.ControlPlane;
import dev.kirooperator.sandbox.controlplane.Environment;
import dev.kirooperator.sandbox.controlplane.Pins;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Everything that the sandbox starts: API server, stand-in for AWS, operator, examples. All of it ends with {@link #close}. */
final class Sandbox implements AutoCloseable {

    private final Path folder;
    private final Optional<ControlPlane> controlPlane;
    private final Path kubeconfig;
    private final StandIn standIn;
    private final OperatorProcess operator;
    private final SandboxCluster cluster;

    private Sandbox(
            Path folder,
            Optional<ControlPlane> controlPlane,
            Path kubeconfig,
            StandIn standIn,
            OperatorProcess operator,
            SandboxCluster cluster) {
        this.folder = folder;
        this.controlPlane = controlPlane;
        this.kubeconfig = kubeconfig;
        this.standIn = standIn;
        this.operator = operator;
        this.cluster = cluster;
    }

    /** Starts all of it; what was started is stopped again when a later part fails. */
    static Sandbox start(SandboxOptions options, Consumer<String> progress) throws IOException, InterruptedException {
        Path operatorJar = options.operatorJar();
        Path folder = Files.createTempDirectory("kiro-sandbox-");
        Started started = new Started();
        try {
            Optional<ControlPlane> controlPlane = options.context().isPresent()
                    ? Optional.empty()
                    : Optional.of(started.add(startControlPlane(options, folder, progress)));
            Path kubeconfig = controlPlane.isPresent()
                    ? controlPlane.get().kubeconfig()
                    : kubeconfigFor(options.context().orElseThrow(), folder);
            StandIn standIn = started.add(StandIn.start(StandInOptions.defaults()));
            progress.accept("Stand-in for AWS at " + standIn.url() + "/_sandbox/");
            SandboxCluster cluster = started.add(new SandboxCluster(kubeconfig));
            cluster.applyCrds(options.crds());
            progress.accept("CRDs applied; starting the operator");
            OperatorProcess operator = started.add(OperatorProcess.start(new OperatorProcess.Start(
                    operatorJar, List.of(), environment(kubeconfig, standIn), folder.resolve("operator.log"))));
            progress.accept("Operator ready at " + operator.url() + ", log in " + operator.log());
            cluster.applyExamples(options.examples());
            return new Sandbox(folder, controlPlane, kubeconfig, standIn, operator, cluster);
        } catch (IOException | InterruptedException | RuntimeException e) {
            started.closeAll();
            delete(folder);
            throw e;
        }
    }

    ExampleTable table() {
        return cluster.table();
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    StandIn standIn() {
        return standIn;
    }

    OperatorProcess operator() {
        return operator;
    }

    boolean ownsCluster() {
        return controlPlane.isPresent();
    }

    /** Ends all of it. In a cluster of the user's the examples are deleted first; the CRDs stay. */
    @Override
    public void close() {
        try {
            if (!ownsCluster() && operator.isAlive()) {
                cluster.deleteExamples();
            }
        } finally {
            operator.close();
            cluster.close();
            standIn.close();
            controlPlane.ifPresent(ControlPlane::close);
            delete(folder);
        }
    }

    private static ControlPlane startControlPlane(SandboxOptions options, Path folder, Consumer<String> progress)
            throws IOException, InterruptedException {
        BinaryFinder finder = BinaryFinder.standard(Environment.system(), Pins.above(options.checkout()));
        return ControlPlane.start(finder.find(progress), folder.resolve("control-plane"), progress);
    }

    private static Map<String, String> environment(Path kubeconfig, StandIn standIn) {
        return Map.of(
                "KUBECONFIG", kubeconfig.toString(),
                "AWS_ENDPOINT_URL", standIn.url().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "sandbox",
                "AWS_SECRET_ACCESS_KEY", "sandbox",
                "KIRO_SYNC_INTERVAL", "15s");
    }

    /** A copy of the user's kubeconfig in which the context is the current one; the user's own file is not touched. */
    private static Path kubeconfigFor(String context, Path folder) throws IOException {
        Path own = Optional.ofNullable(System.getenv("KUBECONFIG"))
                .map(value -> Path.of(value.split(java.io.File.pathSeparator)[0]))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".kube", "config"));
        if (!Files.isReadable(own)) {
            throw new IllegalArgumentException(
                    "--context " + context + ": expected a kubeconfig at " + own + ", found none. Set KUBECONFIG");
        }
        var config = KubeConfigUtils.parseConfig(own.toFile());
        List<String> contexts =
                config.getContexts().stream().map(c -> c.getName()).sorted().toList();
        if (!contexts.contains(context)) {
            throw new IllegalArgumentException("--context " + context + ": " + own + " has no such context; it has "
                    + String.join(", ", contexts));
        }
        config.setCurrentContext(context);
        Path copy = folder.resolve("kubeconfig");
        KubeConfigUtils.persistKubeConfigIntoFile(config, copy.toFile());
        return copy;
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
