package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks the sources one after the other.
 *
 * @param sources the order matters: cheap before dear, the user's own choice before ours
 */
public record BinaryFinder(List<BinarySource> sources) {

    private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(30);

    public BinaryFinder {
        sources = List.copyOf(sources);
    }

    /** {@code KUBEBUILDER_ASSETS}, then the cache, then a build with Go, then a download. */
    public static BinaryFinder standard(Environment environment, Pins pins) throws IOException {
        BinaryCache cache = new BinaryCache(environment, pins);
        return new BinaryFinder(List.of(
                new AssetsFolder(environment),
                new CachedBinaries(cache),
                new GoBuild(environment, pins, cache),
                new EnvtestDownload(environment, pins, cache, DOWNLOAD_LIMIT)));
    }

    /**
     * The binaries of the first source that has them. May take ten minutes when they have to be built.
     *
     * @param progress gets a line whenever something happens that takes time
     * @throws ControlPlaneException where no source has them; the message names every way and what each lacks
     */
    public Binaries find(Consumer<String> progress) throws IOException, InterruptedException {
        StringBuilder tried = new StringBuilder();
        for (BinarySource source : sources) {
            Search answer = source.find(progress);
            if (answer instanceof Search.Found found) {
                return found.binaries();
            }
            if (answer instanceof Search.Missing missing) {
                tried.append("\n  - ").append(source.name()).append(": ").append(missing.reason());
            }
        }
        throw new ControlPlaneException(
                "A real Kubernetes API server is needed: kube-apiserver, etcd and kubectl. Expected them from one of "
                        + sources.size() + " sources, found them in none:" + tried
                        + "\nMake one of these work and start again; hack/control-plane/README.md tells more.");
    }
}
