package dev.kirooperator.sandbox.aws.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import dev.kirooperator.sandbox.aws.world.ApiException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * An API request as it came in.
 *
 * @param target the service part of X-Amz-Target, or the API version of the query protocol; empty when there is neither
 * @param operation the operation's name
 * @param jsonType the JSON content type to answer with
 */
record AwsRequest(String target, String operation, String jsonType, Optional<Signature> signature, String body) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String JSON_10 = "application/x-amz-json-1.0";

    /** What comes by another method, with another content type, or in a broken form, is a request for no operation. */
    static AwsRequest of(String method, Headers headers, String body) {
        Optional<Signature> signature = header(headers, "Authorization").flatMap(Signature::parse);
        String contentType = header(headers, "Content-Type").orElse("");
        Optional<String> target = header(headers, "X-Amz-Target");
        boolean post = method.equals("POST");
        if (post && target.isEmpty() && contentType.startsWith("application/x-www-form-urlencoded")) {
            return ofForm(signature, body);
        }
        if (!post || !contentType.startsWith("application/x-amz-json-1.")) {
            return new AwsRequest("", "", JSON_10, signature, body);
        }
        int dot = target.orElse("").lastIndexOf('.');
        String service = target.map(text -> text.substring(0, Math.max(dot, 0))).orElse("");
        String operation = target.map(text -> text.substring(dot + 1)).orElse("");
        String jsonType = contentType.startsWith("application/x-amz-json-1.1") ? "application/x-amz-json-1.1" : JSON_10;
        return new AwsRequest(service, operation, jsonType, signature, body);
    }

    private static AwsRequest ofForm(Optional<Signature> signature, String body) {
        try {
            ObjectNode form = form(body);
            String action = form.path("Action").asText();
            return new AwsRequest(form.path("Version").asText(), action, JSON_10, signature, body);
        } catch (ApiException broken) {
            return new AwsRequest("", "", JSON_10, signature, body);
        }
    }

    /** The request's members; a SerializationException when the body is not what the protocol wants. */
    ObjectNode input(boolean query) {
        if (query) {
            return form(body);
        }
        try {
            if (body.isEmpty()) {
                return JsonNodeFactory.instance.objectNode();
            }
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
            throw malformed("it is no JSON object");
        } catch (JsonProcessingException broken) {
            throw malformed(broken.getOriginalMessage());
        }
    }

    private static ApiException malformed(String why) {
        return new ApiException(400, "SerializationException", "The request body is malformed: " + why, Map.of());
    }

    private static ObjectNode form(String body) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                members.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return members;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw malformed(String.valueOf(broken.getMessage()));
        }
    }

    private static Optional<String> header(Headers headers, String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }
}
