package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Downloads a release archive of kubernetes-sigs/controller-tools, the one that setup-envtest uses, into the cache.
 * Nothing of it is read before its SHA-512 was found to be the pinned one (from that project's envtest-releases.yaml).
 *
 * @param limit how long the whole transfer may take
 */
record EnvtestDownload(Environment environment, Pins pins, BinaryCache cache, Duration limit) implements BinarySource {

    /** A folder with the same layout as the project's release downloads: {@code <base>/envtest-<version>/<file>}. */
    static final String MIRROR_VARIABLE = "KIRO_ENVTEST_MIRROR";

    private static final String DEFAULT_BASE = "https://github.com/kubernetes-sigs/controller-tools/releases/download";
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
    private static final int OK = 200;

    @Override
    public String name() {
        return "a download";
    }

    @Override
    public Search find(Consumer<String> progress) throws IOException, InterruptedException {
        Optional<Pins.Archive> archive = pins.archive(environment.platform());
        if (archive.isEmpty()) {
            return new Search.Missing("no checksum is pinned for " + environment.platform() + " in "
                    + pins.folder().resolve("envtest.sha512")
                    + ", and nothing is unpacked unchecked. Use one of the other ways.");
        }
        try {
            return new Search.Found(cache.fill(folder -> download(archive.get(), folder, progress), progress));
        } catch (ControlPlaneException e) {
            return new Search.Missing(e.getMessage());
        }
    }

    private void download(Pins.Archive archive, Path folder, Consumer<String> progress)
            throws IOException, InterruptedException {
        URI source = source(archive);
        Path file = folder.resolve(archive.name());
        progress.accept("Downloading " + source);
        fetch(source, file);
        String found = Checksums.sha512(file);
        if (!found.equals(archive.sha512())) {
            throw new ControlPlaneException("expected SHA-512 " + archive.sha512() + " of " + source + ", found "
                    + found + " in " + Files.size(file) + " bytes. The download was damaged or is not the pinned file:"
                    + " try again, or let " + MIRROR_VARIABLE + " name another mirror.");
        }
        progress.accept("The checksum is right, unpacking");
        EnvtestArchive.unpack(file, folder, environment);
        Files.delete(file);
        progress.accept("Kubernetes " + archive.version() + " unpacked into " + cache.folder());
    }

    private URI source(Pins.Archive archive) throws ControlPlaneException {
        String base = environment.variable(MIRROR_VARIABLE).orElse(DEFAULT_BASE).replaceFirst("/+$", "");
        String problem = "expected an http or https URL in " + MIRROR_VARIABLE + ", found '" + base + "'.";
        try {
            URI source = new URI(base + "/envtest-" + archive.version() + "/" + archive.name());
            boolean web = "https".equals(source.getScheme()) || "http".equals(source.getScheme());
            if (!web || source.getHost() == null) {
                throw new ControlPlaneException(problem);
            }
            return source;
        } catch (URISyntaxException e) {
            throw new ControlPlaneException(problem, e);
        }
    }

    private void fetch(URI source, Path file) throws ControlPlaneException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        CompletableFuture<HttpResponse<Path>> answer =
                client.sendAsync(HttpRequest.newBuilder(source).build(), HttpResponse.BodyHandlers.ofFile(file));
        try {
            int status = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status != OK) {
                throw new ControlPlaneException("expected status 200 from " + source + ", found " + status + ". Let "
                        + MIRROR_VARIABLE + " name a server that has the file.");
            }
        } catch (ExecutionException e) {
            throw unreachable(source, String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            throw unreachable(source, "not whole after " + limit.toSeconds() + " s", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static ControlPlaneException unreachable(URI source, String found, Exception cause) {
        return new ControlPlaneException(
                "could not read " + source + " (" + found + "). Check the network, or let " + MIRROR_VARIABLE
                        + " name a server within reach.",
                cause);
    }
}
