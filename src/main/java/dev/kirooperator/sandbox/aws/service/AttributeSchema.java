package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.ApiException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The attributes that users and groups have, and what AWS demands of them. Source: the Identity Store service model, version 2020-06-15. */
final class AttributeSchema {
    private static final Set<String> RESERVED_NAMES = Set.of("Administrator", "AWSAdministrators");

    static final AttributeSchema USER = new AttributeSchema(
            List.of(
                    "UserName",
                    "DisplayName",
                    "NickName",
                    "ProfileUrl",
                    "UserType",
                    "Title",
                    "PreferredLanguage",
                    "Locale",
                    "Timezone",
                    "Website",
                    "Birthdate"),
            List.of("Name", "Extensions"),
            Map.of("Emails", 1, "Addresses", 1, "PhoneNumbers", 1, "Photos", 3, "Roles", 1),
            List.of("UserName", "DisplayName", "Name"),
            "UserName");

    static final AttributeSchema GROUP = new AttributeSchema(
            List.of("DisplayName", "Description"), List.of(), Map.of(), List.of("DisplayName"), "DisplayName");

    private final List<String> texts;
    private final List<String> objects;
    private final Map<String, Integer> lists;
    private final List<String> required;
    private final String nameMember;

    private AttributeSchema(
            List<String> texts,
            List<String> objects,
            Map<String, Integer> lists,
            List<String> required,
            String nameMember) {
        this.texts = texts;
        this.objects = objects;
        this.lists = lists;
        this.required = required;
        this.nameMember = nameMember;
    }

    boolean knows(String attribute) {
        return texts.contains(attribute) || objects.contains(attribute) || lists.containsKey(attribute);
    }

    /** The attributes among a request's members, checked. */
    ObjectNode read(ObjectNode request) {
        ObjectNode attributes = Json.object();
        request.properties().stream()
                .filter(member -> knows(member.getKey()) && !member.getValue().isNull())
                .forEach(member -> attributes.set(member.getKey(), member.getValue()));
        check(attributes);
        return attributes;
    }

    /** Throws a ValidationException when an attribute is missing, too long, of the wrong type, or a reserved name. */
    void check(ObjectNode attributes) {
        Input in = new Input(attributes);
        texts.forEach(member -> in.text(member, member.equals("UserName") ? Rule.USER_NAME : Rule.SENSITIVE));
        objects.forEach(in::object);
        lists.forEach((member, max) -> checkList(in, member, max));
        for (String member : required) {
            if (!attributes.has(member)) {
                throw Input.absent(member);
            }
        }
        in.object("Name").ifPresent(AttributeSchema::checkName);
        String name = attributes.path(nameMember).asText();
        if (RESERVED_NAMES.contains(name)) {
            throw ApiException.validation("'" + name + "' is a reserved name; choose another " + nameMember + ".");
        }
    }

    private static void checkName(Input name) {
        name.json().fieldNames().forEachRemaining(part -> name.text(part, Rule.SENSITIVE));
        name.required("GivenName", Rule.SENSITIVE);
        name.required("FamilyName", Rule.SENSITIVE);
    }

    private static void checkList(Input in, String member, int max) {
        List<Input> elements = in.objects(member);
        boolean present = in.json().has(member);
        if (elements.size() > max || (present && elements.isEmpty())) {
            throw ApiException.constraint(Names.camel(member), "Member must have between 1 and " + max + " elements");
        }
        for (Input element : elements) {
            for (Map.Entry<String, JsonNode> part : element.json().properties()) {
                if (!part.getValue().isBoolean()) {
                    element.text(part.getKey(), Rule.SENSITIVE);
                }
            }
        }
    }
}
