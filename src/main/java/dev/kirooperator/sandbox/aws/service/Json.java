package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** AWS's JSON. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A timestamp as awsJson writes it: seconds since 1970, with milliseconds as decimals. */
    static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }
}
