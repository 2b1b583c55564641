package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One try to run etcd and kube-apiserver on given ports.
 *
 * @param data etcd's folder
 * @param kubeconfig written once the server is ready
 */
record RunningServers(ServerProcess etcd, ServerProcess apiServer, Path data, Path kubeconfig, String url)
        implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    /**
     * Starts both and waits until the API server is ready.
     *
     * @throws PortLostException where another try with other ports helps
     * @throws ControlPlaneException where it does not; nothing is left running either way
     */
    static RunningServers start(Binaries binaries, Path folder, Credentials credentials, Ports ports, Duration limit)
            throws IOException, InterruptedException {
        Path data = folder.resolve("etcd");
        Path certificates = folder.resolve("certificates");
        Folders.delete(data);
        Folders.delete(certificates);
        PrivateFiles.folder(data);
        PrivateFiles.folder(certificates);
        ServerProcess etcd = ServerProcess.start(Commands.etcd(binaries.etcd(), data, ports), folder);
        boolean ready = false;
        try {
            ServerProcess apiServer = ServerProcess.start(
                    Commands.kubeApiserver(binaries.kubeApiserver(), certificates, credentials, ports), folder);
            try {
                String certificate =
                        awaitReady(etcd, apiServer, certificates.resolve("apiserver.crt"), credentials, ports, limit);
                Path kubeconfig = PrivateFiles.write(
                        folder.resolve("kubeconfig"), Kubeconfig.of(ports.apiUrl(), certificate, credentials.token()));
                ready = true;
                return new RunningServers(etcd, apiServer, data, kubeconfig, ports.apiUrl());
            } finally {
                if (!ready) {
                    apiServer.close();
                }
            }
        } finally {
            if (!ready) {
                etcd.close();
            }
        }
    }

    private static String awaitReady(
            ServerProcess etcd,
            ServerProcess apiServer,
            Path certificateFile,
            Credentials credentials,
            Ports ports,
            Duration limit)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Optional<String> certificate = Optional.empty();
        Optional<ReadinessProbe> probe = Optional.empty();
        while (System.nanoTime() - start < limit.toNanos()) {
            failIfEnded(etcd, Duration.ZERO);
            failIfEnded(apiServer, POLL);
            if (certificate.isEmpty()) {
                certificate = wholeCertificate(certificateFile);
            } else if (probe.isEmpty()) {
                probe = Optional.of(new ReadinessProbe(ports.apiUrl(), certificate.get(), credentials.token()));
            } else if (probe.get().isReady()) {
                return certificate.get();
            }
        }
        throw new ControlPlaneException("Expected kube-apiserver to be ready within " + limit.toSeconds()
                + " s, it was not. The machine may be too busy; see the logs.\n  Last lines of " + apiServer.log() + ":"
                + apiServer.lastLines() + "\n  Last lines of " + etcd.log() + ":" + etcd.lastLines());
    }

    /**
     * Fails where one of them has ended by itself.
     *
     * @throws ControlPlaneException with the last lines of its log
     */
    void check() throws IOException, InterruptedException {
        failIfEnded(etcd, Duration.ZERO);
        failIfEnded(apiServer, Duration.ZERO);
    }

    private static void failIfEnded(ServerProcess server, Duration wait) throws IOException, InterruptedException {
        if (!server.endsWithin(wait)) {
            return;
        }
        if (server.lostItsPort()) {
            throw new PortLostException("Expected free ports on 127.0.0.1, " + server.name()
                    + " lost one to another program, again and again. See " + server.log() + ".");
        }
        throw new ControlPlaneException("Expected " + server.name() + " to keep running, it ended. Last lines of "
                + server.log() + ":" + server.lastLines());
    }

    /** The file's content once the server has written it to its end. */
    private static Optional<String> wholeCertificate(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file);
        return text.endsWith("-----END CERTIFICATE-----\n") ? Optional.of(text) : Optional.empty();
    }

    /** Kills both. */
    @Override
    public void close() {
        try (etcd) {
            apiServer.close();
        }
    }

    void deleteData() throws IOException {
        Folders.delete(data);
    }
}
