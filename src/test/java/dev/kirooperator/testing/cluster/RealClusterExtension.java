package dev.kirooperator.testing.cluster;

import dev.kirooperator.sandbox.controlplane.Binaries;
import dev.kirooperator.sandbox.controlplane.BinaryFinder;
import dev.kirooperator.sandbox.controlplane.ControlPlane;
import dev.kirooperator.sandbox.controlplane.Environment;
import dev.kirooperator.sandbox.controlplane.Pins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the server when the first test asks for it; JUnit closes it after the last one. */
final class RealClusterExtension implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(RealClusterExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Cluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Cluster.class, key -> start(), Cluster.class);
    }

    private static Cluster start() {
        Path project = Path.of("").toAbsolutePath();
        try {
            Binaries binaries = BinaryFinder.standard(Environment.system(), Pins.above(project))
                    .find(System.err::println);
            Path target = Files.createDirectories(project.resolve("target"));
            Path workDir = Files.createTempDirectory(target, "cluster-");
            return new Cluster(ControlPlane.start(binaries, workDir, System.err::println), project.resolve("crds"));
        } catch (IOException e) {
            throw new ParameterResolutionException("No API server for this test. " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ParameterResolutionException("Interrupted while the API server was started", e);
        }
    }
}
