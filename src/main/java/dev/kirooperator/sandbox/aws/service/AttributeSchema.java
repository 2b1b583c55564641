package dev.kirooperator.sandbox.aws.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.world.ApiException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The attributes that users and groups have, and what AWS demands of them. Source: the Identity Store service model, version 2020-06-15. */
final class AttributeSchema {
    private static final Set<String> RESERVED_NAMES = Set.of("Administrator", "AWSAdministrators");

    private static final Set<String> NAME_PARTS =
            Set.of("Formatted", "FamilyName", "GivenName", "MiddleName", "HonorificPrefix", "HonorificSuffix");

    /** The objects of a list attribute: how many, their texts, and which of them must be there. All may be {@code Primary}. */
    private record Elements(int max, Set<String> texts, Set<String> required) {}

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
            Map.of(
                    "Emails", new Elements(1, Set.of("Value", "Type"), Set.of("Value")),
                    "Addresses",
                            new Elements(
                                    1,
                                    Set.of(
                                            "StreetAddress",
                                            "Locality",
                                            "Region",
                                            "PostalCode",
                                            "Country",
                                            "Formatted",
                                            "Type"),
                                    Set.of()),
                    "PhoneNumbers", new Elements(1, Set.of("Value", "Type"), Set.of()),
                    "Photos", new Elements(3, Set.of("Value", "Type", "Display"), Set.of("Value")),
                    "Roles", new Elements(1, Set.of("Value", "Type"), Set.of())),
            List.of("UserName", "DisplayName", "Name"),
            "UserName");

    static final AttributeSchema GROUP = new AttributeSchema(
            List.of("DisplayName", "Description"), List.of(), Map.of(), List.of("DisplayName"), "DisplayName");

    private final List<String> texts;
    private final List<String> objects;
    private final Map<String, Elements> lists;
    private final List<String> required;
    private final String nameMember;

    private AttributeSchema(
            List<String> texts,
            List<String> objects,
            Map<String, Elements> lists,
            List<String> required,
            String nameMember) {
        this.texts = texts;
        this.objects = objects;
        this.lists = lists;
        this.required = required;
        this.nameMember = nameMember;
    }

    /** Whether the steps of an attribute path lead to something that can be set: an attribute, a part of the name, or an extension. */
    boolean leads(String[] steps) {
        String root = Names.pascal(steps[0]);
        if (steps.length == 1) {
            return knows(root);
        }
        return steps.length == 2
                && objects.contains(root)
                && (root.equals("Extensions") || NAME_PARTS.contains(Names.pascal(steps[1])));
    }

    private boolean knows(String attribute) {
        return texts.contains(attribute) || objects.contains(attribute) || lists.containsKey(attribute);
    }

    /** The attributes among a request's members, checked. */
    ObjectNode read(ObjectNode request) {
        ObjectNode attributes = Json.object();
        request.properties().stream()
                .filter(member -> knows(member.getKey()) && !member.getValue().isNull())
                .forEach(member ->
                        attributes.set(member.getKey(), member.getValue().deepCopy()));
        dropNulls(attributes);
        check(attributes);
        return attributes;
    }

    /** A member that is null counts as absent, at whatever depth. */
    private static void dropNulls(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.properties().removeIf(member -> member.getValue().isNull());
        }
        json.forEach(AttributeSchema::dropNulls);
    }

    /** Throws a ValidationException when an attribute is missing, too long, of the wrong type, or a reserved name. */
    void check(ObjectNode attributes) {
        Input in = new Input(attributes);
        texts.forEach(member -> in.text(member, member.equals("UserName") ? Rule.USER_NAME : Rule.SENSITIVE));
        objects.forEach(in::object);
        lists.forEach((member, elements) -> checkList(in, member, elements));
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
        checkTexts(name, NAME_PARTS);
        name.required("GivenName", Rule.SENSITIVE);
        name.required("FamilyName", Rule.SENSITIVE);
    }

    private static void checkList(Input in, String member, Elements allowed) {
        List<Input> elements = in.objects(member);
        boolean present = in.json().has(member);
        if (elements.size() > allowed.max() || (present && elements.isEmpty())) {
            throw ApiException.constraint(
                    Names.camel(member), "Member must have between 1 and " + allowed.max() + " elements");
        }
        for (Input element : elements) {
            element.flag("Primary");
            ObjectNode texts = element.json().deepCopy();
            texts.remove("Primary");
            checkTexts(new Input(texts), allowed.texts());
            allowed.required().forEach(part -> element.required(part, Rule.SENSITIVE));
        }
    }

    private static void checkTexts(Input object, Set<String> known) {
        object.json().fieldNames().forEachRemaining(part -> {
            if (!known.contains(part)) {
                throw ApiException.validation(
                        "There is no attribute '" + part + "' here; there are " + new TreeSet<>(known) + ".");
            }
            object.text(part, Rule.SENSITIVE);
        });
    }
}
