package dev.kirooperator.sandbox.aws.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A request to the control endpoint; {@code path} is what follows {@code /_sandbox/}. */
record ControlRequest(String method, String path, Map<String, String> queries, String body) {
    static ControlRequest of(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/_sandbox/?", "");
        Map<String, String> queries = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : (query == null ? "" : query).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                queries.put(pair.substring(0, equals), value);
            }
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new ControlRequest(exchange.getRequestMethod(), path, queries, body);
    }

    JsonNode json() {
        return ControlJson.parse(body);
    }

    /** A query parameter; empty when absent. */
    String query(String name) {
        return queries.getOrDefault(name, "");
    }

    /** A whole number from a query parameter; 0 when absent. */
    long number(String name) {
        String text = query(name);
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("?" + name + "= must be a whole number, not '" + text + "'.", wrong);
        }
    }
}
