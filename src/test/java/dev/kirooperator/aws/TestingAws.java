package dev.kirooperator.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An HTTP server that answers AWS calls as a test tells it to, and keeps what it was asked. */
public final class TestingAws implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Function<Call, Answer>> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    public TestingAws() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** A call as it came in; the signing name and Region are those of the signature. */
    public record Call(
            String target, String contentType, String signingName, String region, String userAgent, JsonNode body) {

        public String operation() {
            return target.substring(target.lastIndexOf('.') + 1);
        }

        public String text(String field) {
            return body.path(field).asText();
        }
    }

    /** An answer; a negative status closes the connection without one. */
    public record Answer(int status, String body, Map<String, String> headers) {}

    public static Answer ok(String body) {
        return new Answer(200, body, Map.of());
    }

    public static Answer error(int status, String code, String message) {
        return new Answer(status, "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}", Map.of());
    }

    public static Answer lost() {
        return new Answer(-1, "", Map.of());
    }

    /** Answers an operation from now on; the name may carry its target's prefix. */
    public TestingAws on(String operation, Function<Call, Answer> answer) {
        answers.put(operation, answer);
        return this;
    }

    /** Answers an operation the same from now on. */
    public TestingAws on(String operation, Answer answer) {
        return on(operation, call -> answer);
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public List<Call> calls(String operation) {
        return calls.stream()
                .filter(call ->
                        call.operation().equals(operation) || call.target().equals(operation))
                .toList();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Settings of a connection named {@code default} to this server, with a known instance. */
    public TestingSettings settings() {
        return TestingSettings.named("default")
                .inRegion("us-east-1")
                .of("arn:aws:sso:::instance/ssoins-1", "d-1234567890")
                .at(endpoint());
    }

    /** The only connection to this server, at a pace that no test notices. */
    public Connections connect(TestingSettings settings) {
        return new Connections(
                List.of(settings.build()),
                new PacingSettings(100_000, 1),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")));
    }

    public Connections connect() {
        return connect(settings());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = read(exchange);
            calls.add(call);
            Answer answer = Optional.ofNullable(answers.get(call.target()))
                    .or(() -> Optional.ofNullable(answers.get(call.operation())))
                    .orElse(unknown -> error(400, "UnknownOperationException", ""))
                    .apply(call);
            if (answer.status() < 0) {
                return;
            }
            exchange.getResponseHeaders().set("x-amzn-requestid", "request-" + calls.size());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Call read(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String[] scope = header(exchange, "Authorization")
                .replaceFirst(".*Credential=([^,]*),.*", "$1")
                .split("/", -1);
        String target = header(exchange, "X-Amz-Target");
        boolean query = target.isEmpty();
        return new Call(
                query ? "Query." + body.replaceFirst("(?:.*&)?Action=([^&]*).*", "$1") : target,
                header(exchange, "Content-Type"),
                scope.length > 3 ? scope[3] : "",
                scope.length > 3 ? scope[2] : "",
                header(exchange, "User-Agent"),
                query ? JSON.createObjectNode().put("form", body) : JSON.readTree(body));
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }
}
