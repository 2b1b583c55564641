package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request's members. Reading one checks it: a ValidationException or SerializationException names what is wrong. A JSON null counts as absent. */
public record Input(ObjectNode json) {
    Optional<String> text(String member, Rule rule) {
        JsonNode value = json.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrongType(member, "a string");
        }
        rule.check(member, value.textValue());
        return Optional.of(value.textValue());
    }

    String required(String member, Rule rule) {
        return text(member, rule).orElseThrow(() -> absent(member));
    }

    Optional<Input> object(String member) {
        JsonNode value = json.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value instanceof ObjectNode object) {
            return Optional.of(new Input(object));
        }
        throw wrongType(member, "an object");
    }

    Input requiredObject(String member) {
        return object(member).orElseThrow(() -> absent(member));
    }

    /** The elements of a list member; empty when it is absent. */
    List<JsonNode> list(String member) {
        JsonNode value = json.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrongType(member, "a list");
        }
        List<JsonNode> elements = new ArrayList<>();
        value.forEach(elements::add);
        return elements;
    }

    /** The objects of a list member; empty when it is absent. */
    List<Input> objects(String member) {
        return list(member).stream()
                .map(element -> {
                    if (element instanceof ObjectNode object) {
                        return new Input(object);
                    }
                    throw wrongType(member, "a list of objects");
                })
                .toList();
    }

    /** A page size between 1 and {@code max}; absent means {@code max}, at most 100. */
    int pageSize(String member, int max) {
        JsonNode value = json.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Math.min(max, 100);
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrongType(member, "an integer");
        }
        if (value.intValue() < 1) {
            throw ApiException.constraint(Names.camel(member), "Member must have value greater than or equal to 1");
        }
        if (value.intValue() > max) {
            throw ApiException.constraint(Names.camel(member), "Member must have value less than or equal to " + max);
        }
        return value.intValue();
    }

    /** Checks that a member is true or false, or absent. */
    void flag(String member) {
        JsonNode value = json.path(member);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw wrongType(member, "true or false");
        }
    }

    /** A number between 0 and {@code max}. */
    double requiredNumber(String member, double max) {
        JsonNode value = json.path(member);
        if (value.isMissingNode() || value.isNull()) {
            throw absent(member);
        }
        if (!value.isNumber()) {
            throw wrongType(member, "a number");
        }
        if (value.doubleValue() < 0 || value.doubleValue() > max) {
            throw ApiException.constraint(Names.camel(member), "Member must have value between 0 and " + max);
        }
        return value.doubleValue();
    }

    static ApiException absent(String member) {
        return ApiException.constraint(Names.camel(member), "Member must not be null");
    }

    private static ApiException wrongType(String member, String expected) {
        return new ApiException(
                400, "SerializationException", "Member '" + member + "' must be " + expected + ".", Map.of());
    }
}
