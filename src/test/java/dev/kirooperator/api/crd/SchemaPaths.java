package dev.kirooperator.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The paths of fields, such as {@code KiroTeam.spec.group.adopt}, as the schema declares them and as an object uses them. */
public final class SchemaPaths {

    private SchemaPaths() {}

    /** Every field of the spec and the status of a kind. */
    public static Set<String> declared(String kind) {
        return SchemaNode.walk(
                        Objects.requireNonNull(new CrdFiles().definitions().get(kind), kind))
                .filter(SchemaNode::isProperty)
                .map(SchemaNode::path)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Every field that an object has, itself called {@code name}. */
    public static Set<String> used(JsonNode object, String name) {
        return walk(object, name).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> walk(JsonNode node, String path) {
        Stream<String> below = node.isArray()
                ? StreamSupport.stream(node.spliterator(), false).flatMap(item -> walk(item, path + "[]"))
                : node.properties().stream().flatMap(field -> walk(field.getValue(), path + "." + field.getKey()));
        return Stream.concat(Stream.of(path), below);
    }
}
