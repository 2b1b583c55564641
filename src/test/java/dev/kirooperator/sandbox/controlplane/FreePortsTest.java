package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void are_different_and_can_be_bound() throws IOException {
        List<Integer> ports = FreePorts.find(20);

        assertThat(new HashSet<>(ports)).hasSize(20);
        for (int port : ports) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
                assertThat(socket.isBound()).isTrue();
            }
        }
    }

    @Test
    void make_the_urls_of_a_control_plane() {
        Ports ports = new Ports(1, 2, 3);

        assertThat(ports.apiUrl()).isEqualTo("https://127.0.0.1:1");
        assertThat(ports.etcdClientUrl()).isEqualTo("http://127.0.0.1:2");
        assertThat(ports.etcdPeerUrl()).isEqualTo("http://127.0.0.1:3");
    }
}
