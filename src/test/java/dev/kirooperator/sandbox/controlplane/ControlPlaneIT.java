package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with the real programs. */
class ControlPlaneIT {

    @TempDir
    private Path folder;

    @Test
    void is_ready_with_the_pinned_version_and_reachable_from_this_machine_only() throws Exception {
        Path workDir = folder.resolve("with space");
        try (ControlPlane controlPlane = ControlPlane.start(binaries(), workDir, ControlPlaneIT::tell);
                KubernetesClient client = client(controlPlane)) {
            assertThat(client.namespaces().withName("default").get()).isNotNull();
            assertThat(client.getKubernetesVersion().getMinor())
                    .isEqualTo(Pins.above(Path.of("")).kubernetesVersion().minor());
            assertThat(Files.getPosixFilePermissions(controlPlane.kubeconfig()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            int port = URI.create(controlPlane.url()).getPort();
            assertThat(accepts(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port))
                    .isTrue();
            assertThat(otherAddresses()).noneMatch(address -> accepts(address, port));
        }
    }

    @Test
    void starts_again_in_the_same_folder_with_nothing_left_of_the_last_time() throws Exception {
        try (ControlPlane first = ControlPlane.start(binaries(), folder, ControlPlaneIT::tell);
                KubernetesClient client = client(first)) {
            client.namespaces()
                    .withName("default")
                    .edit(namespace -> namespace
                            .edit()
                            .editMetadata()
                            .addToLabels("seen", "true")
                            .endMetadata()
                            .build());
            first.close();
            first.close();
            assertThat(folder.resolve("etcd")).doesNotExist();
            assertThat(folder.resolve("kube-apiserver.log")).exists();
        }

        try (ControlPlane second = ControlPlane.start(binaries(), folder, ControlPlaneIT::tell);
                KubernetesClient client = client(second)) {
            assertThat(client.namespaces()
                            .withName("default")
                            .get()
                            .getMetadata()
                            .getLabels())
                    .doesNotContainKey("seen");
        }
    }

    @Test
    void both_servers_end_when_the_jvm_is_killed() throws Exception {
        Process jvm =
                TestingJvm.running(ControlPlaneHolder.class, folder.toString()).start();
        try (BufferedReader output = jvm.inputReader()) {
            assertThat(output.readLine()).isEqualTo("ready");
            List<ProcessHandle> servers = servers(jvm);
            assertThat(servers).hasSize(2);

            jvm.destroyForcibly();

            assertThat(servers).allSatisfy(LeashedProcessTest::assertEnds);
        }
    }

    @Test
    void both_servers_and_the_data_are_gone_after_a_termination_signal() throws Exception {
        Process jvm =
                TestingJvm.running(ControlPlaneHolder.class, folder.toString()).start();
        try (BufferedReader output = jvm.inputReader()) {
            assertThat(output.readLine()).isEqualTo("ready");
            List<ProcessHandle> servers = servers(jvm);

            jvm.destroy();
            jvm.waitFor();

            assertThat(servers).hasSize(2).noneMatch(ProcessHandle::isAlive);
            assertThat(folder.resolve("etcd")).doesNotExist();
        }
    }

    static Binaries binaries() throws IOException, InterruptedException {
        return BinaryFinder.standard(Environment.system(), Pins.above(Path.of("")))
                .find(ControlPlaneIT::tell);
    }

    static void tell(String line) {
        System.err.println(line);
    }

    private static KubernetesClient client(ControlPlane controlPlane) throws IOException {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(controlPlane.kubeconfig())))
                .build();
    }

    private static List<ProcessHandle> servers(Process jvm) {
        return jvm.descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.endsWith("/etcd") || command.endsWith("/kube-apiserver"))
                        .isPresent())
                .toList();
    }

    private static List<InetAddress> otherAddresses() throws IOException {
        List<InetAddress> result = new ArrayList<>();
        try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
            interfaces
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
                    .forEach(result::add);
        }
        result.add(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));
        return result;
    }

    private static boolean accepts(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
