package dev.kirooperator.sandbox.aws.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The JSON of the control endpoint and of seeds: times and durations as ISO 8601, unknown members refused. Wrong input is an IllegalArgumentException. */
public final class ControlJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private ControlJson() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("Expected JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    public static <T> T read(JsonNode json, Class<T> type) {
        try {
            return MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken.getOriginalMessage(), broken);
        }
    }

    /** {@code value} with the members that {@code changes} has. */
    public static <T> T patch(T value, ObjectNode changes, Class<T> type) {
        changes.properties().stream()
                .filter(change -> change.getValue().isNull())
                .forEach(change -> {
                    throw new IllegalArgumentException(
                            "'" + change.getKey() + "' is null; give a value, or leave it out.");
                });
        ObjectNode merged = MAPPER.valueToTree(value);
        merged.setAll(changes);
        return read(merged, type);
    }

    public static String pretty(JsonNode json) {
        return json.toPrettyString() + "\n";
    }
}
