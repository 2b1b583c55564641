package dev.kirooperator.sandbox.controlplane;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A control plane's three programs in one folder, under the names that controller-runtime's envtest uses. */
public record Binaries(Path kubeApiserver, Path etcd, Path kubectl) {

    /** The file names, in the order in which they are built. */
    public static final List<String> NAMES = List.of("kube-apiserver", "kubectl", "etcd");

    /** The programs in {@code folder}, or nothing unless all of them are there and executable. */
    public static Optional<Binaries> in(Path folder) {
        return missingFrom(folder).isEmpty() ? Optional.of(at(folder)) : Optional.empty();
    }

    static List<String> missingFrom(Path folder) {
        return NAMES.stream()
                .filter(name -> !Files.isRegularFile(folder.resolve(name)) || !Files.isExecutable(folder.resolve(name)))
                .toList();
    }

    private static Binaries at(Path folder) {
        Path absolute = folder.toAbsolutePath();
        return new Binaries(absolute.resolve("kube-apiserver"), absolute.resolve("etcd"), absolute.resolve("kubectl"));
    }
}
