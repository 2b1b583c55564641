package dev.kirooperator.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kirooperator.sandbox.aws.control.ControlJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** A client of the bare wire protocol, for services that have no SDK and for requests that no SDK would send. */
final class WireClient {
    /** An answer; {@code type} is the error's {@code __type}, empty on success. */
    record Reply(int status, String type, String message, JsonNode body, HttpHeaders headers) {
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    private static final String KIRO_PREFIX = "com.amazon.kiro.controlplane#";

    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    WireClient(URI url) {
        this.url = url;
    }

    /** Calls {@code Service.Operation} signed for {@code service} in us-east-1. */
    Reply call(String target, String service, String json) {
        return callIn("us-east-1", target, service, json);
    }

    Reply callIn(String region, String target, String service, String json) {
        return callWith(authorization("AKIATEST", region, service), target, json);
    }

    /** Calls with this Authorization header; none when it is empty. */
    Reply callWith(String authorization, String target, String json) {
        HttpRequest.Builder request =
                request(json).header("X-Amz-Target", target).header("Content-Type", "application/x-amz-json-1.1");
        return send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    static String authorization(String accessKeyId, String region, String service) {
        return "AWS4-HMAC-SHA256 Credential=" + accessKeyId + "/20260115/" + region + "/" + service
                + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=0000";
    }

    Reply assignment(String generation, String operation, String type, String id, String plan) {
        String planMember = plan.isEmpty() ? "" : ",\"subscriptionType\":\"" + plan + "\"";
        return call(
                generation + "." + operation,
                "q",
                "{\"principalId\":\"" + id + "\",\"principalType\":\"" + type + "\"" + planMember + "}");
    }

    /** Calls the control endpoint. */
    Reply control(String method, String path, String json) {
        HttpRequest.BodyPublisher body =
                json.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json);
        return send(HttpRequest.newBuilder(url.resolve("/_sandbox/" + path)).method(method, body));
    }

    /** A request with this body, to which headers can be added. */
    HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json = answer.body().startsWith("{") || answer.body().startsWith("[");
            JsonNode body = json ? ControlJson.parse(answer.body()) : ControlJson.object();
            String type = body.path("__type").asText("").replace(KIRO_PREFIX, "");
            String message = body.path("message").asText(body.path("Message").asText(""));
            return new Reply(answer.statusCode(), type, message, body, answer.headers());
        } catch (IOException unanswered) {
            return new Reply(
                    0,
                    unanswered.getClass().getSimpleName(),
                    "",
                    ControlJson.object(),
                    HttpHeaders.of(Map.of(), (name, value) -> true));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
