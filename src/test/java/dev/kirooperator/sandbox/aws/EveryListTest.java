package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.control.ControlJson;
import dev.kirooperator.sandbox.aws.control.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each list of each service, in a world where each that can have several elements has {@value #ELEMENTS}. */
class EveryListTest {
    private static final int ELEMENTS = 105;
    private static final String USER_0 = "90000000-0000-4000-8000-000000000000";
    private static final String GROUP_0 = "80000000-0000-4000-8000-000000000000";

    /** The lists; {@code $names} in a request stand for parts of the world. */
    enum Listed {
        USERS("AWSIdentityStore.ListUsers", "identitystore", "Users", ELEMENTS),
        GROUPS("AWSIdentityStore.ListGroups", "identitystore", "Groups", ELEMENTS),
        MEMBERSHIPS("AWSIdentityStore.ListGroupMemberships", "identitystore", "GroupMemberships", ELEMENTS),
        MEMBERSHIPS_OF_USER(
                "AWSIdentityStore.ListGroupMembershipsForMember", "identitystore", "GroupMemberships", ELEMENTS),
        INSTANCES("SWBExternalService.ListInstances", "sso", "Instances", 1),
        APPLICATIONS("SWBExternalService.ListApplications", "sso", "Applications", 1),
        APPLICATION_ASSIGNMENTS(
                "SWBExternalService.ListApplicationAssignments", "sso", "ApplicationAssignments", ELEMENTS + 1),
        APPLICATION_ASSIGNMENTS_OF_PRINCIPAL(
                "SWBExternalService.ListApplicationAssignmentsForPrincipal", "sso", "ApplicationAssignments", 1),
        ACCOUNT_ASSIGNMENTS(
                "SWBExternalService.ListAccountAssignmentsForPrincipal", "sso", "AccountAssignments", ELEMENTS),
        SEATS("AWSZornControlPlaneService.ListUserSubscriptions", "user-subscriptions", "subscriptions", ELEMENTS),
        CLAIMS("AWSZornControlPlaneService.ListApplicationClaims", "user-subscriptions", "claims", ELEMENTS + 1),
        PROFILES("AWSCodeWhispererService.ListProfiles", "codewhisperer", "profiles", 1);

        private final String target;
        private final String signing;
        private final String elements;
        private final int count;

        Listed(String target, String signing, String elements, int count) {
            this.target = target;
            this.signing = signing;
            this.elements = elements;
            this.count = count;
        }

        boolean isKiros() {
            return this == SEATS || this == CLAIMS || this == PROFILES;
        }

        String sizeMember() {
            return isKiros() ? "maxResults" : "MaxResults";
        }

        String tokenMember() {
            return isKiros() ? "nextToken" : "NextToken";
        }

        int largestPage() {
            return isKiros() ? 1000 : 100;
        }

        private ObjectNode request(JsonNode world) {
            ObjectNode request = ControlJson.object();
            String instance = world.path("instance").path("arn").asText();
            String application = world.path("profile").path("applicationArn").asText();
            switch (this) {
                case USERS, GROUPS -> request.put("IdentityStoreId", "d-1234567890");
                case MEMBERSHIPS ->
                    request.put("IdentityStoreId", "d-1234567890").put("GroupId", GROUP_0);
                case MEMBERSHIPS_OF_USER ->
                    request.put("IdentityStoreId", "d-1234567890")
                            .putObject("MemberId")
                            .put("UserId", USER_0);
                case INSTANCES, PROFILES -> {}
                case APPLICATIONS -> request.put("InstanceArn", instance);
                case APPLICATION_ASSIGNMENTS -> request.put("ApplicationArn", application);
                case APPLICATION_ASSIGNMENTS_OF_PRINCIPAL, ACCOUNT_ASSIGNMENTS ->
                    request.put("InstanceArn", instance)
                            .put("PrincipalId", USER_0)
                            .put("PrincipalType", "USER");
                case SEATS -> request.put("instanceArn", instance).put("subscriptionRegion", "us-east-1");
                case CLAIMS -> request.put("applicationArn", application).put("subscriptionRegion", "us-east-1");
            }
            return request;
        }
    }

    private StandIn standIn;
    private WireClient wire;
    private JsonNode world = ControlJson.object();

    @BeforeEach
    void start() throws IOException {
        StandInOptions options = StandInOptions.defaults();
        standIn = StandIn.start(options.withSeed(Seed.parse(seed()))
                .withSettings(options.settings().withQuota(false))
                .frozenAt(KiroTestCase.START));
        wire = new WireClient(standIn.url());
        world = standIn.dump();
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @ParameterizedTest
    @EnumSource(Listed.class)
    void everyPageSizeGivesTheSameElementsInTheSameOrder(Listed list) {
        List<JsonNode> all = read(list, list.largestPage());
        assertThat(all).hasSize(list.count).doesNotHaveDuplicates();

        for (int size : List.of(1, 2, 7, 52, 53, 99, 100)) {
            assertThat(read(list, size)).as("pages of %d", size).isEqualTo(all);
        }
    }

    @ParameterizedTest
    @EnumSource(Listed.class)
    void withoutASizeAPageHasAHundred(Listed list) {
        JsonNode page = succeed(list, list.request(world));

        assertThat(page.path(list.elements)).hasSize(Math.min(100, list.count));
        assertThat(page.has(list.tokenMember())).isEqualTo(list.count > 100);
    }

    @ParameterizedTest
    @EnumSource(Listed.class)
    void aSizeOutOfBoundsOrOfAnotherTypeNamesTheMember(Listed list) {
        for (int size : List.of(Integer.MIN_VALUE, -1, 0, list.largestPage() + 1, Integer.MAX_VALUE)) {
            var reply = call(list, list.request(world).put(list.sizeMember(), size));

            assertThat(reply.type()).as("size %d", size).isEqualTo("ValidationException");
            assertThat(reply.message()).contains("'maxResults'");
        }
        for (String size : List.of("\"5\"", "1.5", "99999999999", "true", "[]")) {
            ObjectNode request = list.request(world);
            request.set(
                    list.sizeMember(), ControlJson.parse("{\"x\":" + size + "}").path("x"));

            assertThat(call(list, request).type()).as(size).isEqualTo("SerializationException");
        }
    }

    @ParameterizedTest
    @EnumSource(Listed.class)
    void aTokenThatIsNotItsOwnIsRefused(Listed list) {
        for (Listed other : Listed.values()) {
            Optional<String> token = secondPage(other);
            if (other == list || token.isEmpty()) {
                continue;
            }
            var reply = call(list, list.request(world).put(list.tokenMember(), token.get()));

            assertThat(reply.type()).as("token of %s", other).isEqualTo("ValidationException");
            assertThat(reply.message()).contains(list.tokenMember());
        }
    }

    @ParameterizedTest
    @EnumSource(Listed.class)
    void aTokenIsGoodForAnySizeAndAsOftenAsOneLikes(Listed list) {
        List<JsonNode> all = read(list, list.largestPage());
        secondPage(list).ifPresent(token -> {
            for (int size : List.of(1, 3, 3, 100)) {
                JsonNode page = succeed(
                        list, list.request(world).put(list.tokenMember(), token).put(list.sizeMember(), size));

                List<JsonNode> elements = new ArrayList<>();
                page.path(list.elements).forEach(elements::add);
                assertThat(elements).isEqualTo(all.subList(50, Math.min(all.size(), 50 + size)));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Listed.class)
    void aFaultHitsTheNamedPageOfThisListAndNoOther(Listed list) {
        int pages = (list.count + 49) / 50;
        for (int page = 1; page <= pages; page++) {
            String operation = list.target.substring(list.target.indexOf('.') + 1);
            standIn.fault(
                    Fault.error(operation, 400, "AccessDeniedException", "no").onPage(page));
            List<String> outcomes = new ArrayList<>();
            Optional<String> token = Optional.empty();
            do {
                ObjectNode request = list.request(world).put(list.sizeMember(), 50);
                token.ifPresent(text -> request.put(list.tokenMember(), text));
                var reply = call(list, request);
                outcomes.add(reply.type());
                JsonNode answer = reply.type().isEmpty() ? reply.body() : succeed(list, request);
                token = Optional.of(answer.path(list.tokenMember()).asText()).filter(text -> !text.isEmpty());
            } while (token.isPresent());

            assertThat(outcomes).hasSize(pages);
            assertThat(outcomes.get(page - 1)).isEqualTo("AccessDeniedException");
            assertThat(outcomes.stream().filter(String::isEmpty)).hasSize(pages - 1);
        }
    }

    /** Lists that a deletion changes, with what then has to be still there. */
    static Stream<Arguments> deletions() {
        return Stream.of(
                Arguments.of(Listed.USERS, "AWSIdentityStore.DeleteUser", "UserId"),
                Arguments.of(Listed.GROUPS, "AWSIdentityStore.DeleteGroup", "GroupId"),
                Arguments.of(Listed.MEMBERSHIPS, "AWSIdentityStore.DeleteGroupMembership", "MembershipId"),
                Arguments.of(Listed.MEMBERSHIPS_OF_USER, "AWSIdentityStore.DeleteGroupMembership", "MembershipId"));
    }

    @ParameterizedTest
    @MethodSource("deletions")
    void whatIsDeletedBetweenTwoPagesHidesNothingElse(Listed list, String deletion, String idMember) {
        List<JsonNode> all = read(list, 100);
        String token = secondPage(list).orElseThrow();
        for (int gone : List.of(0, 49, 50, 77)) {
            wire.call(
                    deletion,
                    list.signing,
                    ControlJson.object()
                            .put("IdentityStoreId", "d-1234567890")
                            .put(idMember, all.get(gone).path(idMember).asText())
                            .toString());
        }

        JsonNode rest = succeed(list, list.request(world).put(list.tokenMember(), token));

        assertThat(rest.path(list.elements).findValuesAsText(idMember))
                .isEqualTo(IntStream.range(51, list.count)
                        .filter(i -> i != 77)
                        .mapToObj(i -> all.get(i).path(idMember).asText())
                        .toList());
    }

    /** The token after the first 50 elements; empty when there are no more. */
    private Optional<String> secondPage(Listed list) {
        JsonNode page = succeed(list, list.request(world).put(list.sizeMember(), 50));
        return Optional.of(page.path(list.tokenMember()).asText()).filter(text -> !text.isEmpty());
    }

    private List<JsonNode> read(Listed list, int size) {
        List<JsonNode> all = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            ObjectNode request = list.request(world).put(list.sizeMember(), size);
            token.ifPresent(text -> request.put(list.tokenMember(), text));
            JsonNode page = succeed(list, request);
            page.path(list.elements).forEach(all::add);
            token = Optional.of(page.path(list.tokenMember()).asText()).filter(text -> !text.isEmpty());
            assertThat(page.path(list.elements).size()).isLessThanOrEqualTo(size);
        } while (token.isPresent());
        return all;
    }

    private JsonNode succeed(Listed list, ObjectNode request) {
        return KiroTestCase.succeed(call(list, request));
    }

    private WireClient.Reply call(Listed list, ObjectNode request) {
        return wire.call(list.target, list.signing, request.toString());
    }

    /** User 0 is in every group and has every permission set, and group 0 has every user; all users and group 0 are subscribed. */
    private static String seed() {
        String users = each(i -> "{\"id\":\"%s%03d\",\"userName\":\"user%d\"}"
                .formatted(USER_0.substring(0, USER_0.length() - 3), i, i));
        String groups = each(i -> "{\"id\":\"%s%03d\",\"displayName\":\"group%d\",\"members\":[\"user0\"]}"
                .formatted(GROUP_0.substring(0, GROUP_0.length() - 3), i, i));
        String memberships = IntStream.range(1, ELEMENTS)
                .mapToObj(i -> "{\"group\":\"group0\",\"user\":\"user" + i + "\"}")
                .collect(Collectors.joining(","));
        String seats = each(i -> "{\"user\":\"user" + i + "\",\"plan\":\"Q_DEVELOPER_STANDALONE_PRO\"}");
        String permissions =
                each(i -> "{\"user\":\"user0\",\"permissionSetArn\":\"arn:aws:sso:::permissionSet/x/ps-" + i + "\"}");
        return Map.of(
                        "users",
                        users,
                        "groups",
                        groups,
                        "memberships",
                        memberships,
                        "subscriptions",
                        seats + ",{\"group\":\"group0\",\"plan\":\"Q_DEVELOPER_STANDALONE_POWER\"}",
                        "accountAssignments",
                        permissions)
                .entrySet()
                .stream()
                .map(entry -> "\"" + entry.getKey() + "\":[" + entry.getValue() + "]")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String each(IntFunction<String> element) {
        return IntStream.range(0, ELEMENTS).mapToObj(element).collect(Collectors.joining(","));
    }
}
