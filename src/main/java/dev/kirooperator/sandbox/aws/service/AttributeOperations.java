package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.ApiException;
import java.util.List;

/**
 * The Operations of UpdateUser and UpdateGroup: each sets the attribute at a path such as {@code displayName}, {@code name.givenName} or {@code emails} to a
 * JSON document, or removes it when the document is absent or null.
 */
final class AttributeOperations {
    private static final int MAX_OPERATIONS = 100;

    private final AttributeSchema schema;

    AttributeOperations(AttributeSchema schema) {
        this.schema = schema;
    }

    /** The attributes after all operations of the request; nothing is kept when one of them is wrong. */
    ObjectNode apply(ObjectNode attributes, Input request) {
        List<Input> operations = request.objects("Operations");
        if (operations.isEmpty()) {
            throw ApiException.constraint("operations", "Member must have length greater than or equal to 1");
        }
        if (operations.size() > MAX_OPERATIONS) {
            throw ApiException.constraint(
                    "operations", "Member must have length less than or equal to " + MAX_OPERATIONS);
        }
        ObjectNode changed = attributes.deepCopy();
        operations.forEach(operation -> applyOne(changed, operation));
        schema.check(changed);
        return changed;
    }

    private void applyOne(ObjectNode attributes, Input operation) {
        String path = operation.required("AttributePath", Rule.ATTRIBUTE_PATH);
        JsonNode value = operation.json().path("AttributeValue");
        String[] steps = path.contains(":") ? extension(path) : path.split("\\.", -1);
        if (!schema.leads(steps)) {
            throw ApiException.validation("Attribute path '" + path + "' names no attribute that can be updated.");
        }
        ObjectNode parent = steps.length == 1 ? attributes : child(attributes, Names.pascal(steps[0]), path);
        String leaf = steps[0].equals("extensions") ? steps[steps.length - 1] : Names.pascal(steps[steps.length - 1]);
        if (value.isMissingNode() || value.isNull()) {
            parent.remove(leaf);
        } else {
            parent.set(leaf, pascal(value));
        }
        if (attributes.path("Extensions") instanceof ObjectNode extensions && extensions.isEmpty()) {
            attributes.remove("Extensions");
        }
    }

    private static ObjectNode child(ObjectNode parent, String name, String path) {
        JsonNode child = parent.path(name);
        if (child instanceof ObjectNode object) {
            return object;
        }
        if (child.isMissingNode()) {
            return parent.putObject(name);
        }
        throw ApiException.validation("Attribute path '" + path + "' leads into '" + name + "', which is no object.");
    }

    private static String[] extension(String path) {
        return new String[] {"extensions", path};
    }

    /** Documents name their members {@code value}, answers {@code Value}. */
    private static JsonNode pascal(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode renamed = Json.object();
            object.properties().forEach(member -> {
                if (!member.getValue().isNull()) {
                    renamed.set(Names.pascal(member.getKey()), pascal(member.getValue()));
                }
            });
            return renamed;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode renamed = array.arrayNode();
            array.forEach(element -> renamed.add(pascal(element)));
            return renamed;
        }
        return value;
    }
}
