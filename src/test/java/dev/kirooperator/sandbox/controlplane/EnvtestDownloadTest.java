package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against an HTTP server on loopback. */
class EnvtestDownloadTest {

    private static final String FILE = "/mirror/envtest-v1.2.0/envtest-v1.2.0-linux-amd64.tar.gz";
    private static final byte[] ARCHIVE = TestingArchive.whole().gzipped();

    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path machine;

    private final List<String> progress = new ArrayList<>();
    private HttpServer server;
    private BinaryCache cache;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        cache = new BinaryCache(machine.resolve("cache"), "key");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void the_pinned_archive_fills_the_cache() throws Exception {
        server.createContext(FILE, answering(200, ARCHIVE));

        Search answer = download(sha512(ARCHIVE));

        assertThat(answer).isEqualTo(new Search.Found(cache.binaries().orElseThrow()));
        assertThat(cache.folder().resolve("envtest-v1.2.0-linux-amd64.tar.gz")).doesNotExist();
        assertThat(progress).first().asString().isEqualTo("Downloading " + base() + FILE);
    }

    @Test
    void a_redirect_is_followed() throws Exception {
        server.createContext("/elsewhere", answering(200, ARCHIVE));
        server.createContext(FILE, exchange -> {
            exchange.getResponseHeaders().add("Location", base() + "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        assertThat(download(sha512(ARCHIVE))).isInstanceOf(Search.Found.class);
    }

    @Test
    void another_archive_than_the_pinned_one_is_not_unpacked() throws Exception {
        byte[] other = TestingArchive.whole()
                .file("controller-tools/envtest/more", "x")
                .gzipped();
        server.createContext(FILE, answering(200, other));

        assertThat(reason(download(sha512(ARCHIVE))))
                .contains("expected SHA-512 " + sha512(ARCHIVE))
                .contains("found " + sha512(other))
                .contains(other.length + " bytes")
                .contains("KIRO_ENVTEST_MIRROR");
        assertNothingKept();
        assertThat(progress).noneMatch(line -> line.contains("unpack"));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 403, 500})
    void an_error_status_is_told(int status) throws Exception {
        server.createContext(FILE, answering(status, ARCHIVE));

        assertThat(reason(download(sha512(ARCHIVE))))
                .contains("expected status 200 from " + base() + FILE + ", found " + status);
        assertNothingKept();
    }

    @Test
    void a_connection_that_breaks_off_is_told() throws Exception {
        server.createContext(FILE, exchange -> {
            exchange.sendResponseHeaders(200, ARCHIVE.length);
            OutputStream body = exchange.getResponseBody();
            body.write(ARCHIVE, 0, ARCHIVE.length / 2);
            body.flush();
            server.stop(0);
        });

        assertThat(reason(download(sha512(ARCHIVE)))).contains("could not read " + base() + FILE);
        assertNothingKept();
    }

    @Test
    void a_truncated_file_without_a_length_is_caught_by_its_checksum() throws Exception {
        byte[] half = Arrays.copyOf(ARCHIVE, ARCHIVE.length / 2);
        server.createContext(FILE, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(half);
            exchange.close();
        });

        assertThat(reason(download(sha512(ARCHIVE)))).contains("found " + sha512(half));
        assertNothingKept();
    }

    @Test
    void a_transfer_that_stalls_is_given_up() throws Exception {
        CountDownLatch givenUp = new CountDownLatch(1);
        server.createContext(FILE, exchange -> {
            exchange.sendResponseHeaders(200, ARCHIVE.length);
            exchange.getResponseBody().write(ARCHIVE, 0, ARCHIVE.length / 2);
            exchange.getResponseBody().flush();
            await(givenUp);
            exchange.close();
        });

        Search answer = download(sha512(ARCHIVE), base() + "/mirror", Duration.ofSeconds(1));

        givenUp.countDown();
        assertThat(reason(answer)).contains("not whole after 1 s");
        assertNothingKept();
    }

    @Test
    void a_server_out_of_reach_is_told() throws Exception {
        server.stop(0);

        assertThat(reason(download(sha512(ARCHIVE)))).contains("could not read").contains("Check the network");
    }

    @Test
    void a_platform_without_a_pinned_checksum_is_told_and_nothing_is_asked() throws Exception {
        Pins pins = TestingFiles.pins(machine.resolve("pins"), sha512(ARCHIVE));
        Environment plan9 = new Environment(Map.of(), machine, new Platform("plan9", "mips"));

        assertThat(reason(new EnvtestDownload(plan9, pins, cache, LONG).find(progress::add)))
                .contains("no checksum is pinned for plan9-mips");
        assertThat(progress).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.invalid", "not a url", "file:///tmp", "http:nowhere", "example.invalid"})
    void only_http_is_a_mirror(String mirror) throws Exception {
        assertThat(reason(download(sha512(ARCHIVE), mirror, LONG)))
                .contains("expected an http or https URL in KIRO_ENVTEST_MIRROR, found '" + mirror);
    }

    private Search download(String sha512) throws IOException, InterruptedException {
        return download(sha512, base() + "/mirror/", LONG);
    }

    private Search download(String sha512, String mirror, Duration limit) throws IOException, InterruptedException {
        Pins pins = TestingFiles.pins(machine.resolve("pins"), sha512);
        Environment environment = TestingFiles.environment(machine, Map.of("KIRO_ENVTEST_MIRROR", mirror));
        return new EnvtestDownload(environment, pins, cache, limit).find(progress::add);
    }

    private void assertNothingKept() throws IOException {
        assertThat(cache.binaries()).isEmpty();
        try (Stream<Path> left = Files.walk(machine.resolve("cache"))) {
            assertThat(left.filter(Files::isRegularFile))
                    .extracting(Path::getFileName)
                    .containsExactly(Path.of("key.lock"));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static HttpHandler answering(int status, byte[] body) {
        return (HttpExchange exchange) -> {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        };
    }

    private String sha512(byte[] bytes) throws IOException {
        return Checksums.sha512(Files.write(machine.resolve("bytes"), bytes));
    }

    private static String reason(Search answer) {
        return ((Search.Missing) answer).reason();
    }
}
