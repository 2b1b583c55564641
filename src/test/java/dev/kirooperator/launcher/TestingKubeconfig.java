package dev.kirooperator.launcher;

import dev.kirooperator.testing.cluster.Cluster;
import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A cluster's kubeconfig as users have it, not as programs write it. */
final class TestingKubeconfig {

    private TestingKubeconfig() {}

    /** The value of {@code KUBECONFIG} for two files, with a certificate beside them and another context as the current one. */
    static String inTwoFiles(Cluster cluster, Path folder, String context) throws IOException {
        Config config = Config.fromKubeconfig(Files.readString(cluster.kubeconfig()));
        Files.write(folder.resolve("ca.crt"), Base64.getDecoder().decode(config.getCaCertData()));
        Path users = Files.writeString(folder.resolve("users"), """
                apiVersion: v1
                kind: Config
                current-context: other
                contexts:
                  - {name: other, context: {cluster: other, user: me}}
                users:
                  - {name: me, user: {token: %s}}
                """.formatted(config.getAutoOAuthToken()));
        Path clusters = Files.writeString(folder.resolve("clusters"), """
                apiVersion: v1
                kind: Config
                contexts:
                  - {name: %s, context: {cluster: mine, user: me}}
                clusters:
                  - {name: mine, cluster: {server: "%s", certificate-authority: ca.crt}}
                """.formatted(context, cluster.url()));
        return users + File.pathSeparator + clusters;
    }
}
