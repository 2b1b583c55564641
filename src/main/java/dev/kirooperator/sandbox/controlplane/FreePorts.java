package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Finds TCP ports on 127.0.0.1 that nobody listens on. Another program may still take one before its use. */
public final class FreePorts {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private FreePorts() {}

    /** {@code count} different ports, all free at the same time. */
    public static List<Integer> find(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK)));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }
}
