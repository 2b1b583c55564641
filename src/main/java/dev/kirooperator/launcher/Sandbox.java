package dev.kirooperator.launcher;

import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.sandbox.aws.StandInOptions;
import dev.kirooperator.sandbox.controlplane.BinaryFinder;
import dev.kirooperator.sandbox.controlplane.ControlPlane;
import dev.kirooperator.sandbox.controlplane.Environment;
import dev.kirooperator.sandbox.controlplane.Pins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything that the sandbox starts, once it runs: API server, stand-in for AWS, operator, examples.
 *
 * @param kubeconfig whose current context has the examples' namespace
 * @param controlPlane empty in a cluster of the user's
 */
record Sandbox(
        Path kubeconfig,
        StandIn standIn,
        OperatorProcess operator,
        SandboxCluster cluster,
        Optional<ControlPlane> controlPlane) {

    private static final Duration UNDO_LIMIT = Duration.ofSeconds(30);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /**
     * Starts all of it.
     *
     * @param started gets every part as soon as it has to be stopped again, also when a later part fails
     * @param progress gets a line for each part
     */
    static Sandbox start(SandboxOptions options, Started started, Consumer<String> progress)
            throws IOException, InterruptedException {
        Program program = Optional.ofNullable(System.getProperty("kiro.sandbox.image"))
                .map(image -> Program.ofImage(Path.of(image)))
                .orElseGet(() -> Program.packaged(options.operatorJar()));
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        int swept = WorkFolder.sweep(temporary);
        if (swept > 0) {
            progress.accept("Cleared away the folders of " + swept + " sandbox(es) that were killed");
        }
        Path folder = started.add(WorkFolder.create(temporary)).path();
        boolean guest = options.context().isPresent();
        String namespace = guest ? GuestCluster.NAMESPACE : "default";
        Optional<ControlPlane> controlPlane =
                guest ? Optional.empty() : Optional.of(started.add(startControlPlane(options, folder, progress)));
        Path kubeconfig = controlPlane.isPresent()
                ? Files.copy(
                        controlPlane.get().kubeconfig(),
                        folder.resolve("kubeconfig"),
                        StandardCopyOption.COPY_ATTRIBUTES)
                : new UserKubeconfig(options.kubectl()).copy(options.context().orElseThrow(), namespace, folder);
        StandIn standIn = started.add(StandIn.start(StandInOptions.defaults()));
        progress.accept("Stand-in for AWS ready at " + standIn.url() + "/_sandbox/");
        SandboxCluster cluster = started.add(new SandboxCluster(kubeconfig, namespace));
        Optional<GuestCluster> users = guest
                ? Optional.of(new GuestCluster(cluster.client(), namespace, UNDO_LIMIT, progress))
                : Optional.empty();
        if (users.isPresent()) {
            users.get().moveIn(ANSWER_LIMIT);
            started.add(users.get()::moveOut);
        }
        cluster.applyCrds(
                options.crds(), crd -> users.map(u -> u.bringsAlong(crd)).orElse(true));
        if (users.isPresent()) {
            progress.accept("Asking whether an operator is there already");
            users.get().refuseOtherOperators(ANSWER_LIMIT);
        }
        progress.accept("CRDs served; starting the operator");
        OperatorProcess operator = started.add(OperatorProcess.start(new OperatorProcess.Start(
                program,
                List.of("-Djava.io.tmpdir=" + folder),
                environment(kubeconfig, standIn, users.map(u -> namespace)),
                folder.resolve("operator.log"))));
        progress.accept("Operator ready at " + operator.url());
        users.ifPresent(u -> started.add(() -> undo(u, operator)));
        cluster.applyExamples(options.examples());
        return new Sandbox(kubeconfig, standIn, operator, cluster, controlPlane);
    }

    /**
     * Waits until the operator ends.
     *
     * @throws dev.kirooperator.sandbox.controlplane.ControlPlaneException when a server of the control plane ends first
     */
    void awaitEnd() throws IOException, InterruptedException {
        while (!operator.endsWithin(LOOK)) {
            if (controlPlane.isPresent()) {
                controlPlane.get().check();
            }
        }
    }

    /** Only a living operator can undo; without one the objects are forgotten later. */
    private static void undo(GuestCluster users, OperatorProcess operator) {
        if (operator.isAlive()) {
            users.deleteObjects();
        }
    }

    private static ControlPlane startControlPlane(SandboxOptions options, Path folder, Consumer<String> progress)
            throws IOException, InterruptedException {
        BinaryFinder finder = BinaryFinder.standard(Environment.system(), Pins.above(options.checkout()));
        return ControlPlane.start(finder.find(progress), folder.resolve("control-plane"), progress);
    }

    private static Map<String, String> environment(Path kubeconfig, StandIn standIn, Optional<String> onlyNamespace) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "KUBECONFIG", kubeconfig.toString(),
                "AWS_ENDPOINT_URL", standIn.url().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "sandbox",
                "AWS_SECRET_ACCESS_KEY", "sandbox",
                "KIRO_SYNC_INTERVAL", "15s"));
        onlyNamespace.ifPresent(name -> variables.put("QUARKUS_OPERATOR_SDK_NAMESPACES", name));
        return variables;
    }
}
