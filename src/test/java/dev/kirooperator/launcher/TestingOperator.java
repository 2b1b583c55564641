package dev.kirooperator.launcher;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** What {@link OperatorProcess} takes for an operator: a jar that serves health on the port it is told, or does not, as its environment says. */
final class TestingOperator {

    private TestingOperator() {}

    /** Ends at once with the status in {@code END_WITH}; else is ready at the third question. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        for (int i = 0; i < 40; i++) {
            System.out.println("line " + i);
        }
        System.out.println("told: " + System.getenv("TOLD") + " " + System.getProperty("told"));
        Optional<Integer> end = Optional.ofNullable(System.getenv("END_WITH")).map(Integer::valueOf);
        if (end.isPresent()) {
            System.exit(end.get());
        }
        int port = Integer.getInteger("quarkus.http.port", 0);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        AtomicInteger asked = new AtomicInteger();
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() < 3 ? 503 : 200, -1);
            exchange.close();
        });
        server.createContext("/end", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            System.exit(7);
        });
        server.start();
        new CountDownLatch(1).await();
    }

    /** The jar with this class as its main class. */
    static Path jar(Path folder) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TestingOperator.class.getName());
        Path jar = folder.resolve("operator.jar");
        String entry = TestingOperator.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream code = TestingOperator.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(code == null ? new byte[0] : code.readAllBytes());
            out.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }
}
