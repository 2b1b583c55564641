package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/** Makes small stand-ins: scripts for programs, a folder of pins, an environment. */
final class TestingFiles {

    static final String CHECKSUM = "0123456789abcdef".repeat(8);

    private TestingFiles() {}

    /** An executable shell script. */
    static Path script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A folder with all three programs, each of which does nothing. */
    static Path programs(Path folder) throws IOException {
        for (String name : Binaries.NAMES) {
            script(folder.resolve(name), "exit 0");
        }
        return folder;
    }

    /** Pins of Kubernetes v1.2.3, and of one archive for {@code linux-amd64} with the given checksum. */
    static Pins pins(Path folder, String sha512) throws IOException {
        Files.createDirectories(folder.resolve("kube"));
        Files.createDirectories(folder.resolve("etcd"));
        Files.writeString(
                folder.resolve("kube/go.mod"), "module kube\n\nrequire (\n\tk8s.io/kubernetes v1.2.3 // indirect\n)\n");
        Files.writeString(folder.resolve("kube/go.sum"), "kube sums\n");
        Files.writeString(folder.resolve("etcd/go.mod"), "module etcd\n");
        Files.writeString(folder.resolve("etcd/go.sum"), "etcd sums\n");
        Files.writeString(folder.resolve("envtest.sha512"), sha512 + "  envtest-v1.2.0-linux-amd64.tar.gz\n");
        return new Pins(folder);
    }

    /** A linux-amd64 machine with these variables on top of the real PATH. */
    static Environment environment(Path home, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(Map.of("PATH", System.getenv("PATH")));
        all.putAll(variables);
        return new Environment(all, home, new Platform("linux", "amd64"));
    }
}
