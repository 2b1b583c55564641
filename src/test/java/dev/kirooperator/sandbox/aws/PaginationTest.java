package dev.kirooperator.sandbox.aws;

import static dev.kirooperator.sandbox.aws.SdkClients.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.identitystore.model.Group;
import software.amazon.awssdk.services.identitystore.model.ListGroupsResponse;
import software.amazon.awssdk.services.identitystore.model.ValidationException;

/** Lists in pages, of every size. */
class PaginationTest extends KiroTestCase {
    private static final int GROUPS = 7;

    private final List<String> groups = new ArrayList<>();
    private IdentitystoreClient store;

    @BeforeEach
    void createGroups() {
        store = SdkClients.identityStore(standIn.url());
        for (int i = 0; i < GROUPS; i++) {
            groups.add(createGroup("group" + i));
        }
    }

    @AfterEach
    void closeClient() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 7, 8, 100})
    void everyPageSizeGivesAllElementsOnceInTheOrderOfTheirCreation(int size) {
        List<ListGroupsResponse> pages =
                store
                        .listGroupsPaginator(
                                request -> request.identityStoreId(STORE).maxResults(size))
                        .stream()
                        .toList();

        assertThat(pages).hasSize((GROUPS + size - 1) / size);
        assertThat(pages.stream().flatMap(page -> page.groups().stream()).map(Group::groupId))
                .containsExactlyElementsOf(groups);
        assertThat(pages.get(pages.size() - 1).nextToken()).isNull();
    }

    @Test
    void whatComesAndGoesBetweenPagesHidesNothingElse() {
        ListGroupsResponse first = page(3, null);
        store.deleteGroup(request -> request.identityStoreId(STORE).groupId(groups.get(0)));
        store.deleteGroup(request -> request.identityStoreId(STORE).groupId(groups.get(2)));
        String added = createGroup("added");

        ListGroupsResponse second = page(100, first.nextToken());

        assertThat(second.groups())
                .extracting(Group::groupId)
                .containsExactly(groups.get(3), groups.get(4), groups.get(5), groups.get(6), added);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101})
    void aWrongPageSizeNamesTheMember(int size) {
        assertThatThrownBy(() -> page(size, null))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("'maxResults'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "bm90aGluZw", "!!", "TGlzdEdyb3Vwc3wwfDJ8M3wwMA"})
    void aForeignTokenIsRefused(String token) {
        assertThatThrownBy(() -> page(3, token))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("NextToken");
    }

    @Test
    void aTokenOfAnotherListIsRefused() {
        String token = page(3, null).nextToken();

        assertThatThrownBy(() -> store.listUsers(
                        request -> request.identityStoreId(STORE).nextToken(token)))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void aTokenForAnotherGroupsMembersIsRefused() {
        String ada = createUser("ada");
        String bob = createUser("bob");
        for (String user : List.of(ada, bob)) {
            join(groups.get(0), user);
            join(groups.get(1), user);
        }
        String token = store.listGroupMemberships(request ->
                        request.identityStoreId(STORE).groupId(groups.get(0)).maxResults(1))
                .nextToken();

        assertThatThrownBy(() -> store.listGroupMemberships(request ->
                        request.identityStoreId(STORE).groupId(groups.get(1)).nextToken(token)))
                .isInstanceOf(ValidationException.class);
        assertThat(store.listGroupMemberships(request -> request.identityStoreId(STORE)
                                .groupId(groups.get(0))
                                .nextToken(token))
                        .groupMemberships())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 3", "5, 1", "1000, 1"})
    void seatsArePagedUpToAThousand(int size, int expectedPages) {
        for (int i = 0; i < 5; i++) {
            pending(createUser("user" + i));
        }
        String token = "";
        List<String> users = new ArrayList<>();
        int pages = 0;
        do {
            var answer = succeed(wire.call(
                    "AWSZornControlPlaneService.ListUserSubscriptions",
                    "user-subscriptions",
                    "{\"instanceArn\": \"%s\", \"maxResults\": %d, \"subscriptionRegion\": \"us-east-1\"%s}"
                            .formatted(
                                    instanceArn(), size, token.isEmpty() ? "" : ", \"nextToken\": \"" + token + "\"")));
            answer.path("subscriptions")
                    .forEach(row -> users.add(row.path("principal").path("user").asText()));
            token = answer.path("nextToken").asText("");
            pages++;
        } while (!token.isEmpty());

        assertThat(pages).isEqualTo(expectedPages);
        assertThat(users).hasSize(5).doesNotHaveDuplicates();
    }

    private ListGroupsResponse page(int size, @Nullable String token) {
        return store.listGroups(
                request -> request.identityStoreId(STORE).maxResults(size).nextToken(token));
    }
}
