package dev.kirooperator.sandbox.aws.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.control.CallLog;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.sandbox.aws.control.Faults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The AWS side of the port: reads a request, lets the dispatcher answer it, logs the call, and answers - or not, where a fault says so. */
public final class AwsEndpoint implements HttpHandler {
    private final Supplier<Backend> backend;
    private final Faults faults;
    private final CallLog calls;

    public AwsEndpoint(Supplier<Backend> backend, Faults faults, CallLog calls) {
        this.backend = backend;
        this.faults = faults;
        this.calls = calls;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            long start = System.nanoTime();
            AwsRequest request = AwsRequest.of(
                    exchange.getRequestMethod(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Backend current = backend.get();
            Instant time = current.world().now();
            String requestId = current.nextRequestId();
            Dispatch dispatch = new Dispatch(current, faults, request, requestId);
            Answer answer = dispatch.run();
            Optional<Fault> fault = dispatch.hit().map(Faults.Hit::fault);
            boolean unanswered = fault.filter(AwsEndpoint::leavesUnanswered).isPresent();
            calls.add(new Call(
                    0,
                    time,
                    dispatch.serviceName(),
                    request.operation(),
                    dispatch.caller().accessKeyId(),
                    dispatch.caller().arn(),
                    dispatch.caller().region(),
                    logged(dispatch.input()),
                    unanswered ? 0 : answer.status(),
                    unanswered ? "" : answer.errorType(),
                    fault.map(hit -> hit.kind().name()).orElse(""),
                    Duration.ofNanos(System.nanoTime() - start),
                    requestId));
            hold(dispatch.hit());
            if (!unanswered) {
                send(exchange, answer, requestId);
            }
        }
    }

    private static ObjectNode logged(Optional<ObjectNode> input) {
        return input.map(ObjectNode::deepCopy).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private static boolean leavesUnanswered(Fault fault) {
        return fault.kind() == Fault.Kind.TIMEOUT || fault.kind() == Fault.Kind.LOST_ANSWER;
    }

    private static void hold(Optional<Faults.Hit> hit) throws IOException {
        if (hit.isEmpty()) {
            return;
        }
        Fault.Kind kind = hit.get().fault().kind();
        if (kind == Fault.Kind.TIMEOUT || kind == Fault.Kind.SLOW) {
            try {
                hit.get().hold();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("The stand-in was stopped while it held an answer.", stopped);
            }
        }
    }

    private static void send(HttpExchange exchange, Answer answer, String requestId) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
        if (!answer.errorType().isEmpty()) {
            exchange.getResponseHeaders().set("x-amzn-errortype", answer.errorType());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
