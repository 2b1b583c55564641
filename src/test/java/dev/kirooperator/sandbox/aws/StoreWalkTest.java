package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.StoreModel.Entry;
import dev.kirooperator.sandbox.aws.StoreModel.Member;
import dev.kirooperator.sandbox.aws.StoreModel.Outcome;
import dev.kirooperator.sandbox.aws.control.ControlJson;
import dev.kirooperator.testing.ForSomeSeeds;
import dev.kirooperator.testing.Gen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Users, groups and memberships changed at random: every answer, every list and every look-up is what {@link StoreModel} says. */
class StoreWalkTest extends KiroTestCase {
    private static final int STEPS = 40;
    private static final List<String> NAMES = List.of("ada", "Ada", "bob", "BOB", "cyd");
    private static final List<String> EMAILS = List.of("x@example.com", "X@Example.com", "y@example.com");

    private final StoreModel model = new StoreModel();
    private final List<String> everUsers = new ArrayList<>(List.of("00000000-0000-4000-8000-000000000001"));
    private final List<String> everGroups = new ArrayList<>(List.of("00000000-0000-4000-8000-000000000002"));
    private final List<String> everMembers = new ArrayList<>(List.of("00000000-0000-4000-8000-000000000003"));

    @ForSomeSeeds
    void theStoreIsWhatTheModelSays(long seed) {
        Gen gen = new Gen(seed);
        for (int i = 0; i < STEPS; i++) {
            step(gen);
            switch (gen.below(3)) {
                case 0 -> compareUsersAndGroups(gen);
                case 1 -> compareMemberships(gen);
                default -> compareLookUps(gen);
            }
        }
        compareUsersAndGroups(gen);
        compareMemberships(gen);
    }

    private void step(Gen gen) {
        switch (gen.below(12)) {
            case 0, 1, 2 -> create(gen, "User", userAttributes(gen), model::createUser);
            case 3, 4 -> create(gen, "Group", Map.of("displayName", gen.pick(NAMES)), model::createGroup);
            case 5 -> update(gen, "User", gen.pick(everUsers));
            case 6 -> update(gen, "Group", gen.pick(everGroups));
            case 7 -> delete(gen, "User", gen.pick(everUsers));
            case 8 -> delete(gen, "Group", gen.pick(everGroups));
            case 9, 10 -> enter(gen.pick(everGroups), gen.pick(everUsers));
            default -> exit(gen);
        }
    }

    private static Map<String, String> userAttributes(Gen gen) {
        Map<String, String> attributes = new LinkedHashMap<>(
                Map.of("userName", gen.pick(NAMES), "displayName", gen.word(5), "givenName", gen.word(4)));
        gen.maybe(() -> gen.pick(EMAILS)).ifPresent(email -> attributes.put("email", email));
        gen.maybe(() -> gen.word(3)).ifPresent(nick -> attributes.put("nickName", nick));
        return attributes;
    }

    private void create(
            Gen gen, String kind, Map<String, String> attributes, Function<Map<String, String>, Outcome> expectation) {
        ObjectNode request = request();
        attributes.forEach((attribute, value) -> put(request, attribute, value));
        Outcome expected = expectation.apply(attributes);

        JsonNode answer = call("Create" + kind, request, expected);

        if (expected.equals(Outcome.DONE)) {
            String id = answer.path(kind + "Id").asText();
            String revision = answer.path("Revision").asText();
            assertThat(id).isNotIn(everUsers).isNotIn(everGroups);
            if (kind.equals("User")) {
                everUsers.add(id);
                model.addUser(id, attributes, revision);
            } else {
                everGroups.add(id);
                model.addGroup(id, attributes, revision);
            }
        }
    }

    private void update(Gen gen, String kind, String id) {
        boolean user = kind.equals("User");
        Map<String, String> changes = user ? userChanges(gen) : groupChanges(gen);
        Optional<Entry> before = user ? model.user(id) : model.group(id);
        Optional<String> revision = revision(gen, before);
        Outcome expected = user ? model.updateUser(id, changes, revision) : model.updateGroup(id, changes, revision);
        ObjectNode request = request().put(kind + "Id", id);
        ArrayNode operations = request.putArray("Operations");
        changes.forEach((attribute, value) -> operations.add(operation(attribute, value)));
        revision.ifPresent(text -> request.put("Revision", text));

        JsonNode answer = call("Update" + kind, request, expected);

        if (expected.equals(Outcome.DONE)) {
            String after = answer.path("Revision").asText();
            assertThat(after).isNotEqualTo(before.orElseThrow().revision());
            BiConsumer<String, String> change = user
                    ? (theId, text) -> model.changeUser(theId, changes, text)
                    : (theId, text) -> model.changeGroup(theId, changes, text);
            change.accept(id, after);
        }
    }

    private static Map<String, String> userChanges(Gen gen) {
        Map<String, String> changes = new LinkedHashMap<>();
        gen.maybe(() -> gen.pick(NAMES)).ifPresent(name -> changes.put("userName", name));
        gen.maybe(() -> gen.pick(List.of("", "x@example.com", "Y@example.com")))
                .ifPresent(email -> changes.put("email", email));
        gen.maybe(() -> gen.pick(List.of("", "nick"))).ifPresent(nick -> changes.put("nickName", nick));
        gen.maybe(() -> gen.word(4)).ifPresent(given -> changes.put("givenName", given));
        changes.put("displayName", gen.below(8) == 0 ? "" : gen.word(6));
        return changes;
    }

    private static Map<String, String> groupChanges(Gen gen) {
        Map<String, String> changes = new LinkedHashMap<>();
        gen.maybe(() -> gen.pick(List.of("", "words"))).ifPresent(text -> changes.put("description", text));
        changes.put("displayName", gen.below(8) == 0 ? "" : gen.pick(NAMES));
        return changes;
    }

    /** None, the current one, or one that was never there. */
    private static Optional<String> revision(Gen gen, Optional<Entry> entry) {
        return switch (gen.below(4)) {
            case 0 -> entry.map(Entry::revision);
            case 1 -> Optional.of("99999");
            default -> Optional.empty();
        };
    }

    private void delete(Gen gen, String kind, String id) {
        boolean user = kind.equals("User");
        Optional<String> revision = revision(gen, user ? model.user(id) : model.group(id));
        ObjectNode request = request().put(kind + "Id", id);
        revision.ifPresent(text -> request.put("Revision", text));

        call("Delete" + kind, request, user ? model.deleteUser(id, revision) : model.deleteGroup(id, revision));
    }

    private void enter(String group, String user) {
        Outcome expected = model.join(group, user);
        ObjectNode request = request().put("GroupId", group);
        request.putObject("MemberId").put("UserId", user);

        JsonNode answer = call("CreateGroupMembership", request, expected);

        if (expected.equals(Outcome.DONE)) {
            String id = answer.path("MembershipId").asText();
            everMembers.add(id);
            model.addMember(new Member(id, group, user));
        }
    }

    private void exit(Gen gen) {
        String membership = gen.pick(everMembers);
        call("DeleteGroupMembership", request().put("MembershipId", membership), model.leave(membership));
    }

    private void compareUsersAndGroups(Gen gen) {
        assertThat(list(gen, "ListUsers", request(), "Users").stream().map(StoreWalkTest::user))
                .containsExactlyElementsOf(model.users());
        assertThat(list(gen, "ListGroups", request(), "Groups").stream().map(StoreWalkTest::group))
                .containsExactlyElementsOf(model.groups());
    }

    private void compareMemberships(Gen gen) {
        for (Entry group : model.groups()) {
            assertThat(
                            list(gen, "ListGroupMemberships", request().put("GroupId", group.id()), "GroupMemberships")
                                    .stream()
                                    .map(StoreWalkTest::member))
                    .containsExactlyElementsOf(model.membersOf(group.id()).toList());
        }
        for (Entry user : model.users()) {
            ObjectNode request = request();
            request.putObject("MemberId").put("UserId", user.id());
            assertThat(list(gen, "ListGroupMembershipsForMember", request, "GroupMemberships").stream()
                            .map(StoreWalkTest::member))
                    .containsExactlyElementsOf(model.members().stream()
                            .filter(member -> member.user().equals(user.id()))
                            .toList());
        }
    }

    private void compareLookUps(Gen gen) {
        String name = gen.flip() ? gen.pick(NAMES) : gen.pick(NAMES).toUpperCase(Locale.ROOT);
        lookUp("User", "userName", name, model.users().stream().filter(user -> user.has("userName", name)));
        lookUp("Group", "displayName", name, model.groups().stream().filter(group -> group.has("displayName", name)));
        String email = gen.pick(EMAILS);
        lookUp("User", "emails.value", email, model.users().stream().filter(user -> user.has("email", email)));
    }

    private void lookUp(String kind, String path, String value, Stream<Entry> found) {
        Optional<String> id = found.map(Entry::id).findFirst();
        ObjectNode request = request();
        request.putObject("AlternateIdentifier")
                .putObject("UniqueAttribute")
                .put("AttributePath", path)
                .put("AttributeValue", value);

        JsonNode answer = call(
                "Get" + kind + "Id",
                request,
                id.isPresent() ? Outcome.DONE : Outcome.missing(kind.toUpperCase(Locale.ROOT)));

        assertThat(answer.path(kind + "Id").asText()).isEqualTo(id.orElse(""));
    }

    private JsonNode call(String operation, ObjectNode request, Outcome expected) {
        var reply = wire.call("AWSIdentityStore." + operation, "identitystore", request.toString());
        String detail = reply.body()
                .path("Reason")
                .asText(reply.body().path("ResourceType").asText());
        assertThat(new Outcome(reply.type(), detail))
                .as("%s %s: %s", operation, request, reply)
                .isEqualTo(expected);
        return reply.body();
    }

    /** All elements, read in pages of a random size. */
    private List<JsonNode> list(Gen gen, String operation, ObjectNode request, String member) {
        List<JsonNode> all = new ArrayList<>();
        int size = gen.between(1, 4);
        Optional<String> token = Optional.empty();
        do {
            ObjectNode one = request.deepCopy().put("MaxResults", size);
            token.ifPresent(text -> one.put("NextToken", text));
            JsonNode page = call(operation, one, Outcome.DONE);
            assertThat(page.path(member).size()).isBetween(token.isPresent() ? 1 : 0, size);
            page.path(member).forEach(all::add);
            token = Optional.of(page.path("NextToken").asText()).filter(text -> !text.isEmpty());
        } while (token.isPresent());
        return all;
    }

    private static ObjectNode request() {
        return ControlJson.object().put("IdentityStoreId", "d-1234567890");
    }

    private static void put(ObjectNode request, String attribute, String value) {
        switch (attribute) {
            case "userName" -> request.put("UserName", value);
            case "displayName" -> request.put("DisplayName", value);
            case "nickName" -> request.put("NickName", value);
            case "givenName" ->
                request.putObject("Name").put("GivenName", value).put("FamilyName", "Example");
            case "email" -> request.putArray("Emails").addObject().put("Value", value);
            default -> throw new AssertionError(attribute);
        }
    }

    private static ObjectNode operation(String attribute, String value) {
        ObjectNode operation = ControlJson.object()
                .put(
                        "AttributePath",
                        switch (attribute) {
                            case "email" -> "emails";
                            case "givenName" -> "name.givenName";
                            default -> attribute;
                        });
        if (value.isEmpty()) {
            return operation;
        }
        if (attribute.equals("email")) {
            operation.putArray("AttributeValue").addObject().put("value", value);
        } else {
            operation.put("AttributeValue", value);
        }
        return operation;
    }

    private static Entry user(JsonNode row) {
        Map<String, String> attributes = new LinkedHashMap<>();
        keep(attributes, "userName", row.path("UserName"));
        keep(attributes, "displayName", row.path("DisplayName"));
        keep(attributes, "nickName", row.path("NickName"));
        keep(attributes, "givenName", row.path("Name").path("GivenName"));
        keep(attributes, "email", row.path("Emails").path(0).path("Value"));
        return new Entry(
                row.path("UserId").asText(), attributes, row.path("Revision").asText());
    }

    private static Entry group(JsonNode row) {
        Map<String, String> attributes = new LinkedHashMap<>();
        keep(attributes, "displayName", row.path("DisplayName"));
        keep(attributes, "description", row.path("Description"));
        return new Entry(
                row.path("GroupId").asText(), attributes, row.path("Revision").asText());
    }

    private static Member member(JsonNode row) {
        return new Member(
                row.path("MembershipId").asText(),
                row.path("GroupId").asText(),
                row.path("MemberId").path("UserId").asText());
    }

    private static void keep(Map<String, String> attributes, String name, JsonNode value) {
        if (!value.isMissingNode()) {
            attributes.put(name, value.asText());
        }
    }
}
