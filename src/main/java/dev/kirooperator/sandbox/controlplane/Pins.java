package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pinned versions, read from the checkout's folder {@code hack/control-plane}.
 *
 * @param folder holds {@code kube/} and {@code etcd/} (Go modules) and {@code envtest.sha512}
 */
public record Pins(Path folder) {

    private static final String LOCATION = "hack/control-plane";

    /** In this order; hack/kubectl reads the same files. */
    private static final List<String> FILES =
            List.of("kube/go.mod", "kube/go.sum", "etcd/go.mod", "etcd/go.sum", "envtest.sha512");

    private static final Pattern KUBERNETES = Pattern.compile("(?m)^\\s*k8s\\.io/kubernetes (v(\\d+)\\.(\\d+)\\S*)");

    private static final Pattern CHECKSUM = Pattern.compile(
            "(?m)^([0-9a-f]{128}) [ *](envtest-(v[0-9][0-9a-z.-]*?)-([a-z0-9]+-[a-z0-9]+)\\.tar\\.gz)$");

    private static final int HASH_LENGTH = 16;

    /** A Kubernetes version such as {@code v1.36.3}, taken apart. */
    record KubernetesVersion(String full, String major, String minor) {}

    /** One release archive: its file name, version, and SHA-512 in lower-case hexadecimal. */
    record Archive(String name, String version, String sha512) {}

    /**
     * Looks for the pins in {@code start} and the folders above it.
     *
     * @throws ControlPlaneException where {@code start} is in no checkout
     */
    public static Pins above(Path start) throws ControlPlaneException {
        for (Path folder = start.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            Path pins = folder.resolve(LOCATION);
            if (Files.isRegularFile(pins.resolve(FILES.get(0)))) {
                return new Pins(pins);
            }
        }
        throw new ControlPlaneException("Expected the folder " + LOCATION + " in " + start.toAbsolutePath()
                + " or above it, found none. Start from inside a checkout of this project.");
    }

    /** The first 16 hexadecimal digits of the SHA-256 of all pin files, one after the other. */
    String hash() throws IOException {
        return Checksums.sha256(FILES.stream().map(folder::resolve).toList()).substring(0, HASH_LENGTH);
    }

    Path kubeModule() {
        return folder.resolve("kube");
    }

    Path etcdModule() {
        return folder.resolve("etcd");
    }

    /** The version that the module of kube-apiserver requires. */
    KubernetesVersion kubernetesVersion() throws IOException {
        Path file = kubeModule().resolve("go.mod");
        Matcher matcher = KUBERNETES.matcher(Files.readString(file));
        if (!matcher.find()) {
            throw new ControlPlaneException("Expected a line 'k8s.io/kubernetes v1.x.y' in " + file
                    + ", found none. Restore the file from version control.");
        }
        return new KubernetesVersion(matcher.group(1), matcher.group(2), matcher.group(3));
    }

    /** The archive for {@code platform}, if a checksum is known for it. */
    Optional<Archive> archive(Platform platform) throws IOException {
        String lines = Files.readString(folder.resolve("envtest.sha512"), StandardCharsets.UTF_8);
        return CHECKSUM.matcher(lines)
                .results()
                .filter(line -> line.group(4).equals(platform.toString()))
                .map(line -> new Archive(line.group(2), line.group(3), line.group(1)))
                .findFirst();
    }
}
