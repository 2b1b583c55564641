package dev.kirooperator.sandbox.aws.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Strict reading of a JSON object that a person wrote; every IllegalArgumentException says where, what was expected and what was found. */
public final class Fields {
    private final String where;
    private final ObjectNode json;

    private Fields(String where, ObjectNode json) {
        this.where = where;
        this.json = json;
    }

    /** The object, which may have the members {@code allowed} and no others. */
    public static Fields of(String where, JsonNode json, String... allowed) {
        if (!(json instanceof ObjectNode object)) {
            throw new IllegalArgumentException(where + ": expected a JSON object, found " + json);
        }
        TreeSet<String> unknown = new TreeSet<>();
        object.fieldNames().forEachRemaining(unknown::add);
        Arrays.asList(allowed).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    where + ": unknown " + unknown + "; it may have " + Arrays.asList(allowed) + ".");
        }
        return new Fields(where, object);
    }

    public Optional<JsonNode> node(String name) {
        JsonNode value = json.path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    public Optional<String> text(String name) {
        return node(name).map(value -> {
            if (!value.isTextual()) {
                throw wrong(name, "a string", value);
            }
            return value.textValue();
        });
    }

    public String required(String name) {
        return text(name)
                .orElseThrow(() -> new IllegalArgumentException(where + ": '" + name + "' is missing; give a string."));
    }

    public boolean flag(String name, boolean otherwise) {
        return node(name)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw wrong(name, "true or false", value);
                    }
                    return value.booleanValue();
                })
                .orElse(otherwise);
    }

    public int integer(String name, int otherwise) {
        return node(name)
                .map(value -> {
                    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
                        throw wrong(name, "an integer", value);
                    }
                    return value.intValue();
                })
                .orElse(otherwise);
    }

    public Optional<Double> number(String name) {
        return node(name).map(value -> {
            if (!value.isNumber()) {
                throw wrong(name, "a number", value);
            }
            return value.doubleValue();
        });
    }

    /** The elements of a list; none when it is absent. */
    public List<JsonNode> list(String name) {
        List<JsonNode> elements = new ArrayList<>();
        node(name).ifPresent(value -> {
            if (!value.isArray()) {
                throw wrong(name, "a list", value);
            }
            value.forEach(elements::add);
        });
        return elements;
    }

    private IllegalArgumentException wrong(String name, String expected, JsonNode found) {
        return new IllegalArgumentException(where + ": '" + name + "' must be " + expected + ", found " + found + ".");
    }
}
