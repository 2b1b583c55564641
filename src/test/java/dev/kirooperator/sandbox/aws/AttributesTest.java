package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.control.ControlJson;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes of users and groups: how long, of which characters, and how UpdateUser and UpdateGroup set and remove them. */
class AttributesTest extends KiroTestCase {
    private static final int LONGEST = 1024;
    private static final String SCIM_EXTENSION = "aws:identitystore:enterprise";

    /** Texts of a user: where CreateUser takes them, as a JSON pointer, and their path in UpdateUser; none where a list holds them. */
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("/DisplayName", "displayName"),
                Arguments.of("/NickName", "nickName"),
                Arguments.of("/ProfileUrl", "profileUrl"),
                Arguments.of("/UserType", "userType"),
                Arguments.of("/Title", "title"),
                Arguments.of("/PreferredLanguage", "preferredLanguage"),
                Arguments.of("/Locale", "locale"),
                Arguments.of("/Timezone", "timezone"),
                Arguments.of("/Website", "website"),
                Arguments.of("/Birthdate", "birthdate"),
                Arguments.of("/Name/GivenName", "name.givenName"),
                Arguments.of("/Name/FamilyName", "name.familyName"),
                Arguments.of("/Name/MiddleName", "name.middleName"),
                Arguments.of("/Name/Formatted", "name.formatted"),
                Arguments.of("/Name/HonorificPrefix", "name.honorificPrefix"),
                Arguments.of("/Name/HonorificSuffix", "name.honorificSuffix"),
                Arguments.of("/Emails/0/Value", ""),
                Arguments.of("/Emails/0/Type", ""),
                Arguments.of("/PhoneNumbers/0/Value", ""),
                Arguments.of("/Addresses/0/StreetAddress", ""),
                Arguments.of("/Addresses/0/Country", ""),
                Arguments.of("/Photos/0/Display", ""),
                Arguments.of("/Roles/0/Value", ""));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextHasOneTo1024CharactersOfAnyAlphabet(String pointer, String path) {
        for (String good : List.of("x", "a".repeat(LONGEST), "\u4eba \u00df\u0301\t\u3000\u00a0+<>&\"'\\{}")) {
            var reply = create(with(pointer, good));

            assertThat(reply.type()).as("%s", reply).isEmpty();
            assertThat(described(reply).at(pointer).asText()).isEqualTo(good);
        }
        for (String bad : List.of("", "a".repeat(LONGEST + 1), "a\u0000b", "a\u0007", "\u2028")) {
            var reply = create(with(pointer, bad));

            assertThat(reply.type()).as("%s", reply).isEqualTo("ValidationException");
        }
        assertThat(create(at(pointer, ControlJson.object())).type()).isEqualTo("SerializationException");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void anUpdateHasTheBoundsOfACreation(String pointer, String path) {
        if (path.isEmpty()) {
            return;
        }
        var user = create(base());

        assertThat(update(user, path, "\"" + "b".repeat(LONGEST) + "\"").type()).isEmpty();
        assertThat(described(user).at(pointer).asText()).hasSize(LONGEST);
        assertThat(update(user, path, "\"" + "b".repeat(LONGEST + 1) + "\"").type())
                .isEqualTo("ValidationException");
        assertThat(update(user, path, "\"\"").type()).isEqualTo("ValidationException");
        assertThat(update(user, path, "7").status()).isEqualTo(400);
        assertThat(described(user).at(pointer).asText()).hasSize(LONGEST);
    }

    @ParameterizedTest
    @CsvSource({
        "title, true",
        "nickName, true",
        "name.middleName, true",
        "name.honorificPrefix, true",
        "emails, true",
        "phoneNumbers, true",
        "addresses, true",
        "displayName, false",
        "userName, false",
        "name, false",
        "name.givenName, false",
        "name.familyName, false",
    })
    void whatIsRequiredCannotBeRemovedAndTheRestCan(String path, boolean removable) {
        ObjectNode whole = base();
        texts().forEach(text -> set(whole, (String) text.get()[0], "x@example.com"));
        var user = create(whole);
        JsonNode before = described(user);
        String pointer = "/"
                + Stream.of(path.split("\\.", -1))
                        .map(step -> step.substring(0, 1).toUpperCase(Locale.ROOT) + step.substring(1))
                        .reduce((first, second) -> first + "/" + second)
                        .orElseThrow();
        assertThat(before.at(pointer).isMissingNode()).as(pointer).isFalse();

        for (String nothing : List.of("null", "")) {
            var reply = update(user, path, nothing);

            assertThat(reply.type()).as("%s", reply).isEqualTo(removable ? "" : "ValidationException");
        }
        JsonNode after = described(user);
        assertThat(after.at(pointer).isMissingNode()).isEqualTo(removable);
        if (!removable) {
            assertThat(after).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shoeSize",
                "nickName.first",
                "title.short.long",
                "name.givenName.first",
                "emails.value",
                "userId",
                "externalIds",
                "name.shoeSize",
                "",
                "a.b.c.d",
                "title ",
                "name..givenName"
            })
    void aPathThatIsNoAttributesIsAValidationErrorAndChangesNothing(String path) {
        ObjectNode request = base();
        set(request, "/Emails/0/Value", "ada@example.com");
        var user = create(request);
        JsonNode before = described(user);

        for (String value : List.of("\"x\"", "null")) {
            var reply = update(user, path, value);

            assertThat(reply.status()).as("%s", reply).isEqualTo(400);
            assertThat(reply.type()).as("%s", reply).isEqualTo("ValidationException");
        }
        assertThat(described(user)).isEqualTo(before);
    }

    @Test
    void removingWhatIsNotThereLeavesNothingBehind() {
        var user = create(base());
        JsonNode before = described(user);

        for (String path : List.of("nickName", "name.middleName", "emails", "photos", SCIM_EXTENSION)) {
            assertThat(update(user, path, "null").type()).as(path).isEmpty();
        }

        ObjectNode after = described(user).deepCopy();
        after.set("Revision", before.path("Revision"));
        after.set("UpdatedAt", before.path("UpdatedAt"));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void aNullInsideAnAttributeIsAsGoodAsAbsent() {
        ObjectNode request = base();
        request.withObject("/Name").putNull("MiddleName");
        request.putArray("Emails").addObject().put("Value", "ada@example.com").putNull("Type");

        JsonNode user = described(create(request));

        assertThat(user.path("Name").has("MiddleName")).isFalse();
        assertThat(user.path("Emails").path(0).has("Type")).isFalse();
    }

    @Test
    void severalOperationsAreDoneInOrderOrNotAtAll() {
        var user = create(base());

        assertThat(updateAll(user, List.of("title", "nickName", "title"), List.of("\"a\"", "\"b\"", "\"c\""))
                        .type())
                .isEmpty();
        assertThat(described(user).path("Title").asText()).isEqualTo("c");
        assertThat(updateAll(user, List.of("title", "displayName"), List.of("\"d\"", "null"))
                        .type())
                .isEqualTo("ValidationException");
        assertThat(described(user).path("Title").asText()).isEqualTo("c");
        assertThat(described(user).path("NickName").asText()).isEqualTo("b");
    }

    @Test
    void aPathIntoWhatAnEarlierOperationMadeATextIsAValidationError() {
        var user = create(base());

        assertThat(updateAll(user, List.of("name", "name.givenName"), List.of("\"x\"", "\"y\""))
                        .type())
                .isEqualTo("ValidationException");
        assertThat(described(user).at("/Name/GivenName").asText()).isEqualTo("G");
    }

    @ParameterizedTest
    @CsvSource({"0, ValidationException", "1, ''", "100, ''", "101, ValidationException"})
    void anUpdateHasOneTo100Operations(int operations, String error) {
        var user = create(base());
        List<Integer> all = IntStream.range(0, operations).boxed().toList();

        assertThat(updateAll(
                                user,
                                all.stream().map(i -> "title").toList(),
                                all.stream().map(i -> "\"" + i + "\"").toList())
                        .type())
                .isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({
        "Emails, 1",
        "Addresses, 1",
        "PhoneNumbers, 1",
        "Roles, 1",
        "Photos, 3",
    })
    void aListHasItsMostElementsAndAtLeastOne(String list, int most) {
        for (int size : List.of(0, 1, most, most + 1)) {
            ObjectNode request = base();
            request.putArray(list);
            IntStream.range(0, size)
                    .forEach(i -> request.withArray("/" + list)
                            .addObject()
                            .put(
                                    list.equals("Addresses") ? "Region" : "Value",
                                    "x" + i + request.path("UserName").asText()));

            assertThat(create(request).type())
                    .as("%s with %d", list, size)
                    .isEqualTo(size >= 1 && size <= most ? "" : "ValidationException");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, ''",
        "1024, ''",
        "1025, ValidationException",
        "0, ValidationException",
    })
    void aGroupsNameAndDescriptionHaveTheirBounds(int length, String error) {
        String text = "g".repeat(length);
        ObjectNode named = store().put("DisplayName", text);
        ObjectNode described = store().put("DisplayName", "other").put("Description", text);

        assertThat(call("CreateGroup", named).type()).isEqualTo(error);
        assertThat(call("CreateGroup", described).type()).isEqualTo(error);
    }

    private ObjectNode base() {
        ObjectNode request = store().put(
                        "UserName", "user" + standIn.dump().path("users").size())
                .put("DisplayName", "D");
        request.putObject("Name").put("GivenName", "G").put("FamilyName", "F");
        return request;
    }

    private ObjectNode with(String pointer, String value) {
        ObjectNode request = base();
        set(request, pointer, value);
        return request;
    }

    private ObjectNode at(String pointer, ObjectNode value) {
        ObjectNode request = with(pointer, "x");
        String parent = pointer.substring(0, pointer.lastIndexOf('/'));
        ((ObjectNode) request.at(parent)).set(pointer.substring(pointer.lastIndexOf('/') + 1), value);
        return request;
    }

    /** Sets the text at {@code /Member}, {@code /Object/Member} or {@code /List/0/Member}; a photo needs a value, too. */
    private static void set(ObjectNode request, String pointer, String value) {
        String[] steps = pointer.substring(1).split("/", -1);
        ObjectNode parent = request;
        if (steps.length == 2) {
            parent = request.withObject("/" + steps[0]);
        } else if (steps.length == 3) {
            var list = request.withArray("/" + steps[0]);
            parent = list.isEmpty() ? list.addObject() : (ObjectNode) list.get(0);
            if (List.of("Emails", "Photos").contains(steps[0]) && !parent.has("Value")) {
                parent.put("Value", "value" + request.path("UserName").asText());
            }
        }
        parent.put(steps[steps.length - 1], value);
    }

    private WireClient.Reply create(ObjectNode request) {
        return call("CreateUser", request);
    }

    /** Updates one attribute to this JSON; an empty text leaves the value out. */
    private WireClient.Reply update(WireClient.Reply user, String path, String json) {
        return updateAll(user, List.of(path), List.of(json));
    }

    private WireClient.Reply updateAll(WireClient.Reply user, List<String> paths, List<String> values) {
        ObjectNode request = store().put("UserId", user.body().path("UserId").asText());
        var operations = request.putArray("Operations");
        for (int i = 0; i < paths.size(); i++) {
            ObjectNode operation = operations.addObject().put("AttributePath", paths.get(i));
            if (!values.get(i).isEmpty()) {
                operation.set(
                        "AttributeValue",
                        ControlJson.parse("{\"v\":" + values.get(i) + "}").path("v"));
            }
        }
        return call("UpdateUser", request);
    }

    private JsonNode described(WireClient.Reply user) {
        return succeed(call(
                "DescribeUser", store().put("UserId", user.body().path("UserId").asText())));
    }

    private WireClient.Reply call(String operation, ObjectNode request) {
        return wire.call("AWSIdentityStore." + operation, "identitystore", request.toString());
    }

    private static ObjectNode store() {
        return ControlJson.object().put("IdentityStoreId", "d-1234567890");
    }
}
