package dev.kirooperator.launcher;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of a folder that {@code kubectl apply -f FOLDER} would take, and its objects as they are written there: nothing is
 * dropped or checked before the API server sees them.
 */
record ManifestFile(Path path, List<HasMetadata> objects) {

    /**
     * The files of a folder, not of those below it, in the order of their names.
     *
     * @throws IOException for a file that is not YAML with Kubernetes objects; the message names it
     */
    static List<ManifestFile> in(Path folder, KubernetesClient client) throws IOException {
        List<ManifestFile> manifests = new ArrayList<>();
        for (Path path : files(folder)) {
            try (InputStream stream = Files.newInputStream(path)) {
                List<HasMetadata> objects = List.copyOf(client.load(stream).items());
                objects.forEach(ManifestFile::requireName);
                manifests.add(new ManifestFile(path, objects));
            } catch (RuntimeException e) {
                throw new IOException(
                        "Expected Kubernetes objects as YAML in " + path + ", found something else: " + Causes.of(e),
                        e);
            }
        }
        return manifests;
    }

    private static void requireName(HasMetadata object) {
        if (object.getMetadata() == null || object.getMetadata().getName() == null) {
            throw new IllegalArgumentException("a " + object.getKind() + " without metadata.name");
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
    }
}
