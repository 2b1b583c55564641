package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Starts a control plane, says so, and never ends by itself. */
final class ControlPlaneHolder {

    private ControlPlaneHolder() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (ControlPlane controlPlane =
                ControlPlane.start(ControlPlaneIT.binaries(), Path.of(arguments[0]), ControlPlaneIT::tell)) {
            System.out.println(controlPlane.url().isEmpty() ? "no URL" : "ready");
            new CountDownLatch(1).await();
        }
    }
}
