package dev.kirooperator.sandbox.controlplane;

import java.nio.file.Path;
import java.util.List;

/** The command lines of the two servers. */
final class Commands {

    private Commands() {}

    /** A single etcd on loopback; its data are lost with the folder, so it need not wait for the disk. */
    static List<String> etcd(Path etcd, Path data, Ports ports) {
        return List.of(
                etcd.toString(),
                "--name=default",
                "--data-dir=" + data,
                "--unsafe-no-fsync",
                "--log-level=warn",
                "--listen-client-urls=" + ports.etcdClientUrl(),
                "--advertise-client-urls=" + ports.etcdClientUrl(),
                "--listen-peer-urls=" + ports.etcdPeerUrl(),
                "--initial-advertise-peer-urls=" + ports.etcdPeerUrl(),
                "--initial-cluster=default=" + ports.etcdPeerUrl());
    }

    /**
     * An API server with RBAC. It writes its self-signed serving certificate to {@code certificates/apiserver.crt}. The
     * admission plug-in ServiceAccount is off because nobody makes the accounts named {@code default}.
     */
    static List<String> kubeApiserver(Path kubeApiserver, Path certificates, Credentials credentials, Ports ports) {
        return List.of(
                kubeApiserver.toString(),
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + ports.api(),
                "--endpoint-reconciler-type=none",
                "--service-cluster-ip-range=10.0.0.0/24",
                "--cert-dir=" + certificates,
                "--authorization-mode=RBAC",
                "--anonymous-auth=false",
                "--token-auth-file=" + credentials.tokenFile(),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--api-audiences=https://kubernetes.default.svc",
                "--service-account-key-file=" + credentials.publicKey(),
                "--service-account-signing-key-file=" + credentials.signingKey(),
                "--disable-admission-plugins=ServiceAccount",
                "--etcd-servers=" + ports.etcdClientUrl(),
                "--profiling=false");
    }
}
