package dev.kirooperator.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One write to AWS, with ids and without the names and addresses of people.
 *
 * @param time when it was sent first
 * @param asker empty when no object asked for it
 * @param service the AWS SDK's name of the service
 * @param about ids by what they are ids of ({@code groupId}, {@code userId}, ...), and a plan
 * @param attributes names of the attributes that it changes
 * @param outcome {@code ok}, AWS's error code, or {@code no-answer}
 * @param attempts how often it was sent
 * @param duration from the first attempt to the outcome
 */
public record AuditEntry(
        Instant time,
        String connection,
        Optional<Asker> asker,
        String service,
        String region,
        String operation,
        Map<String, String> about,
        List<String> attributes,
        String outcome,
        Optional<String> requestId,
        int attempts,
        Duration duration) {

    /** The outcome of a write that may or may not be done. */
    static final String NO_ANSWER = "no-answer";

    static final String OK = "ok";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** One line of JSON; what is empty is left out. */
    public String toJson() {
        ObjectNode json = MAPPER.createObjectNode().put("time", time.toString()).put("connection", connection);
        asker.ifPresent(who -> json.putObject("askedBy")
                .put("kind", who.kind())
                .put("namespace", who.namespace())
                .put("name", who.name())
                .put("uid", who.uid())
                .put("generation", who.generation()));
        json.put("service", service).put("region", region).put("operation", operation);
        if (!about.isEmpty()) {
            ObjectNode ids = json.putObject("about");
            about.forEach(ids::put);
        }
        if (!attributes.isEmpty()) {
            attributes.forEach(json.putArray("attributes")::add);
        }
        json.put("outcome", outcome);
        requestId.ifPresent(id -> json.put("requestId", id));
        return json.put("attempts", attempts)
                .put("durationMs", duration.toMillis())
                .toString();
    }
}
