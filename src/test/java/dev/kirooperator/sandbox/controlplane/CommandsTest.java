package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private static final Ports PORTS = new Ports(6443, 2379, 2380);
    private static final Credentials CREDENTIALS =
            new Credentials("secret", Path.of("/w/tokens.csv"), Path.of("/w/sa.key"), Path.of("/w/sa.pub"));

    @Test
    void etcd_listens_on_loopback_only() {
        List<String> command = Commands.etcd(Path.of("/bin/etcd"), Path.of("/w/etcd"), PORTS);

        assertThat(command)
                .startsWith("/bin/etcd")
                .contains(
                        "--data-dir=/w/etcd",
                        "--unsafe-no-fsync",
                        "--listen-client-urls=http://127.0.0.1:2379",
                        "--listen-peer-urls=http://127.0.0.1:2380",
                        "--initial-cluster=default=http://127.0.0.1:2380");
    }

    @Test
    void the_api_server_listens_on_loopback_with_rbac_and_without_anonymous_users() {
        assertThat(apiServer())
                .startsWith("/bin/kube-apiserver")
                .contains(
                        "--bind-address=127.0.0.1",
                        "--secure-port=6443",
                        "--etcd-servers=http://127.0.0.1:2379",
                        "--authorization-mode=RBAC",
                        "--anonymous-auth=false",
                        "--token-auth-file=/w/tokens.csv",
                        "--service-account-signing-key-file=/w/sa.key",
                        "--service-account-key-file=/w/sa.pub",
                        "--cert-dir=/w/certificates");
    }

    @Test
    void the_token_is_in_no_command_line() {
        assertThat(String.join(" ", apiServer())).doesNotContain("secret");
    }

    private static List<String> apiServer() {
        return Commands.kubeApiserver(Path.of("/bin/kube-apiserver"), Path.of("/w/certificates"), CREDENTIALS, PORTS);
    }
}
