package dev.kirooperator.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.stream.Stream;

/**
 * One place in a schema.
 *
 * @param path such as {@code KiroMember.spec.teams[].name}; {@code []} is a list's item, {@code {}} a map's value
 * @param name the property's name, empty for items and values
 */
record SchemaNode(String path, String name, JSONSchemaProps schema) {

    /** The schema of each version of a definition, from the root down. */
    static Stream<SchemaNode> walk(CustomResourceDefinition crd) {
        String kind = crd.getSpec().getNames().getKind();
        return crd.getSpec().getVersions().stream()
                .map(version -> version.getSchema().getOpenAPIV3Schema())
                .flatMap(root -> new SchemaNode(kind, "", root).walk());
    }

    /** This place and all below it. */
    Stream<SchemaNode> walk() {
        return Stream.concat(Stream.of(this), children().flatMap(SchemaNode::walk));
    }

    boolean isProperty() {
        return !name.isEmpty();
    }

    boolean isIn(String part) {
        return path.contains(part);
    }

    boolean is(String type) {
        return type.equals(schema.getType());
    }

    private Stream<SchemaNode> children() {
        Stream<SchemaNode> properties = schema.getProperties().entrySet().stream()
                .map(entry -> new SchemaNode(path + "." + entry.getKey(), entry.getKey(), entry.getValue()));
        Stream<SchemaNode> items = schema.getItems() == null
                ? Stream.empty()
                : Stream.of(new SchemaNode(path + "[]", "", schema.getItems().getSchema()));
        Stream<SchemaNode> values = schema.getAdditionalProperties() == null
                ? Stream.empty()
                : Stream.of(new SchemaNode(
                        path + "{}", "", schema.getAdditionalProperties().getSchema()));
        return Stream.of(properties, items, values).flatMap(stream -> stream);
    }

    @Override
    public String toString() {
        return path;
    }
}
