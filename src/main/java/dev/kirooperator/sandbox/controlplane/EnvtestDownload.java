package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Downloads a release archive of kubernetes-sigs/controller-tools, the one that setup-envtest uses, into the cache.
 * Nothing of it is read before its SHA-512 was found to be the pinned one (from that project's envtest-releases.yaml).
 */
record EnvtestDownload(Environment environment, Pins pins, BinaryCache cache) implements BinarySource {

    /** A folder with the same layout as the project's release downloads: {@code <base>/envtest-<version>/<file>}. */
    static final String MIRROR_VARIABLE = "KIRO_ENVTEST_MIRROR";

    private static final String DEFAULT_BASE = "https://github.com/kubernetes-sigs/controller-tools/releases/download";
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
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
        String found = fetch(source, file);
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
        try {
            URI source = URI.create(base + "/envtest-" + archive.version() + "/" + archive.name());
            if ("https".equals(source.getScheme()) || "http".equals(source.getScheme())) {
                return source;
            }
        } catch (IllegalArgumentException e) {
            throw badMirror(base, e);
        }
        throw badMirror(base, null);
    }

    private static ControlPlaneException badMirror(String base, @org.jspecify.annotations.Nullable Exception cause) {
        String message = "expected an http or https URL in " + MIRROR_VARIABLE + ", found '" + base + "'.";
        return cause == null ? new ControlPlaneException(message) : new ControlPlaneException(message, cause);
    }

    /** Writes the answer to {@code file}; gives its SHA-512. */
    private static String fetch(URI source, Path file) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(source).timeout(ANSWER_LIMIT).build();
        MessageDigest digest = Pins.digest("SHA-512");
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body();
                    OutputStream target = new DigestOutputStream(Files.newOutputStream(file), digest)) {
                if (answer.statusCode() != OK) {
                    throw new ControlPlaneException("expected status 200 from " + source + ", found "
                            + answer.statusCode() + ". Let " + MIRROR_VARIABLE + " name a server that has the file.");
                }
                body.transferTo(target);
            }
        } catch (ControlPlaneException e) {
            throw e;
        } catch (IOException e) {
            throw new ControlPlaneException(
                    "could not read " + source + " (" + e + "). Check the network, or let " + MIRROR_VARIABLE
                            + " name a server within reach.",
                    e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
