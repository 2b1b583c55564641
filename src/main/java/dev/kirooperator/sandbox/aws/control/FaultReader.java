package dev.kirooperator.sandbox.aws.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads a fault as the control endpoint takes it. */
final class FaultReader {
    private FaultReader() {}

    static Fault read(JsonNode json) {
        Fields fields = Fields.of(
                "fault",
                json,
                "operation",
                "kind",
                "times",
                "skip",
                "page",
                "containing",
                "status",
                "type",
                "message",
                "members",
                "retryAfterSeconds",
                "seconds");
        Fault fault = ofKind(fields);
        String times = fields.node("times").map(JsonNode::asText).orElse("1");
        int count = times.equals("always") ? Fault.ALWAYS : fields.integer("times", 1);
        Fault shaped = fault.times(count)
                .skipping(fields.integer("skip", 0))
                .onPage(fields.integer("page", 0))
                .containing(fields.text("containing").orElse(""));
        return fields.number("seconds")
                .map(seconds -> shaped.holding(Duration.ofMillis(Math.round(seconds * 1000))))
                .orElse(shaped);
    }

    private static Fault ofKind(Fields fields) {
        String operation = fields.required("operation");
        return switch (kind(fields.required("kind"))) {
            case THROTTLE -> Fault.throttle(operation, fields.integer("retryAfterSeconds", 1));
            case ERROR -> error(operation, fields);
            case INTERNAL -> Fault.internal(operation);
            case TIMEOUT -> Fault.timeout(operation);
            case SLOW -> Fault.slow(operation, Duration.ofSeconds(1));
            case LOST_ANSWER -> Fault.lostAnswer(operation);
            case ANSWER -> Fault.answer(operation, members(fields));
        };
    }

    private static Fault error(String operation, Fields fields) {
        Fault fault = Fault.error(
                operation,
                fields.integer("status", 400),
                fields.required("type"),
                fields.text("message").orElse("Injected by a fault."));
        return fault.withMembers(members(fields));
    }

    private static Map<String, Object> members(Fields fields) {
        Map<String, Object> members = new TreeMap<>();
        fields.node("members")
                .ifPresent(json -> json.properties().forEach(member -> members.put(member.getKey(), value(member))));
        return members;
    }

    private static Object value(Map.Entry<String, JsonNode> member) {
        if (member.getValue().isNull()) {
            throw new IllegalArgumentException("fault: '" + member.getKey() + "' in members is null; leave it out.");
        }
        return ControlJson.read(member.getValue(), Object.class);
    }

    private static Fault.Kind kind(String name) {
        return Arrays.stream(Fault.Kind.values())
                .filter(kind ->
                        kind.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("fault: unknown kind '" + name
                        + "'; use throttle, error, internal, timeout, slow, lost-answer or answer."));
    }
}
