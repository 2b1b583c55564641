package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;
import java.util.List;

/** The three TCP ports on 127.0.0.1 of one control plane. */
record Ports(int api, int etcdClient, int etcdPeer) {

    static Ports free() throws IOException {
        List<Integer> ports = FreePorts.find(3);
        return new Ports(ports.get(0), ports.get(1), ports.get(2));
    }

    String apiUrl() {
        return "https://127.0.0.1:" + api;
    }

    String etcdClientUrl() {
        return "http://127.0.0.1:" + etcdClient;
    }

    String etcdPeerUrl() {
        return "http://127.0.0.1:" + etcdPeer;
    }
}
