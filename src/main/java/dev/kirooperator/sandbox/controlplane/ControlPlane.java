package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A running kube-apiserver with its etcd, on 127.0.0.1. Both end with {@link #close}, with Ctrl-C, and with this JVM
 * whatever ends it.
 */
public final class ControlPlane implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 3;

    private final Path workDir;
    private final Path kubectl;
    private final RunningServers servers;
    private final Thread shutdownHook;

    private ControlPlane(Path workDir, Path kubectl, RunningServers servers) {
        this.workDir = workDir;
        this.kubectl = kubectl;
        this.servers = servers;
        this.shutdownHook = new Thread(this::stop, "control-plane-shutdown");
    }

    /**
     * Starts both servers and waits until the API server is ready and the namespace {@code default} exists: about four
     * seconds.
     *
     * @param binaries from {@link BinaryFinder}
     * @param workDir for keys, data, logs and the kubeconfig; made where it is not there; may hold an earlier start's
     *     files, but serves one control plane at a time. The data are deleted at the end, the logs are kept
     * @param progress gets a line or two
     * @throws ControlPlaneException where a server ends early (with the last lines of its log), or the API server is not
     *     ready in two minutes
     */
    public static ControlPlane start(Binaries binaries, Path workDir, Consumer<String> progress)
            throws IOException, InterruptedException {
        Path folder = PrivateFiles.folder(workDir.toAbsolutePath());
        Credentials credentials = Credentials.create(folder);
        for (int attempt = 1; ; attempt++) {
            try {
                RunningServers servers = RunningServers.start(binaries, folder, credentials, Ports.free(), START_LIMIT);
                ControlPlane result = new ControlPlane(folder, binaries.kubectl(), servers);
                Runtime.getRuntime().addShutdownHook(result.shutdownHook);
                progress.accept("Kubernetes API server ready at " + result.url());
                return result;
            } catch (PortLostException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                progress.accept("Another program took a port first; trying others");
            }
        }
    }

    /** A kubeconfig of an administrator, mode 600. */
    public Path kubeconfig() {
        return servers.kubeconfig();
    }

    /** The API server's base URL, without a slash at the end. */
    public String url() {
        return servers.url();
    }

    /** The kubectl of the same version. */
    public Path kubectl() {
        return kubectl;
    }

    /** The folder with the servers' logs, {@code kube-apiserver.log} and {@code etcd.log}. */
    public Path workDir() {
        return workDir;
    }

    /**
     * Makes sure that both servers still run.
     *
     * @throws ControlPlaneException where one has ended by itself, with the last lines of its log
     */
    public void check() throws IOException, InterruptedException {
        servers.check();
    }

    /** Kills both servers, waits until they are gone, and deletes their data. Does nothing the second time. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException shuttingDown) {
            // The hook does the same at this moment; both may.
        }
        stop();
    }

    private void stop() {
        servers.close();
        try {
            servers.deleteData();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
