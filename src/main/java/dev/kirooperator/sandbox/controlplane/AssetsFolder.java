package dev.kirooperator.sandbox.controlplane;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The folder that {@code KUBEBUILDER_ASSETS} names, the convention of controller-runtime's envtest. */
record AssetsFolder(Environment environment) implements BinarySource {

    static final String VARIABLE = "KUBEBUILDER_ASSETS";

    @Override
    public String name() {
        return "the folder in " + VARIABLE;
    }

    /** A folder that was named but is not whole is a mistake to be told, not a reason to build for minutes. */
    @Override
    public Search find(Consumer<String> progress) throws ControlPlaneException {
        Optional<Path> folder = environment.variable(VARIABLE).map(Path::of);
        if (folder.isEmpty()) {
            return new Search.Missing("the variable is not set. Let it name a folder with kube-apiserver, etcd and"
                    + " kubectl, for example what 'setup-envtest use -p path' prints.");
        }
        Optional<Binaries> binaries = folder.flatMap(Binaries::in);
        if (binaries.isEmpty()) {
            throw new ControlPlaneException("Expected the executables kube-apiserver, etcd and kubectl in "
                    + folder.get() + ", the folder in " + VARIABLE + "; missing: "
                    + String.join(", ", Binaries.missingFrom(folder.get())) + ". Correct the variable or unset it.");
        }
        return new Search.Found(binaries.get());
    }
}
