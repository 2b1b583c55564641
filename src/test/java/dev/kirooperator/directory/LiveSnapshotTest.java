package dev.kirooperator.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.testing.TestingFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSnapshotTest {

    private final LiveSnapshot snapshot =
            new LiveSnapshot(List.of(user("u-1", "Ada@Example.com")), List.of(group("g-1", "Kiro_Dev")), Instant.EPOCH);

    @Test
    void usersAndGroupsAreFoundByNameInAnyCase() {
        assertThat(snapshot.userByName("ada@example.COM")).map(User::id).contains("u-1");
        assertThat(snapshot.groupByName("KIRO_DEV")).map(Group::id).contains("g-1");
        assertThat(snapshot.readAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void usersAreFoundByTheEmailAddressThatTheyHaveNow() {
        snapshot.put(withEmail("u-1", "Ada@example.com"));
        assertThat(snapshot.userByEmail("ada@EXAMPLE.com")).map(User::id).contains("u-1");

        snapshot.put(withEmail("u-1", "king@example.com"));
        assertThat(snapshot.userByEmail("ada@example.com")).isEmpty();
        snapshot.put(withEmail("u-2", "ada@example.com"));
        snapshot.put(withEmail("u-1", "KING@example.com"));
        assertThat(snapshot.userByEmail("king@example.com")).map(User::id).contains("u-1");

        snapshot.removeUser("u-1");
        assertThat(snapshot.userByEmail("king@example.com")).isEmpty();
        assertThat(snapshot.userByEmail("ada@example.com")).map(User::id).contains("u-2");
    }

    private static User withEmail(String id, String email) {
        return new User(
                id,
                new UserAttributes(id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(email)),
                List.of());
    }

    @Test
    void aRenamedUserIsNotFoundByItsOldName() {
        snapshot.put(user("u-1", "countess"));
        assertThat(snapshot.userByName("ada@example.com")).isEmpty();
        assertThat(snapshot.userByName("countess")).map(User::id).contains("u-1");
    }

    @Test
    void aNameThatWentToAnotherUserStaysThere() {
        snapshot.put(user("u-2", "ada@example.com"));
        snapshot.put(user("u-1", "countess"));
        assertThat(snapshot.userByName("ada@example.com")).map(User::id).contains("u-2");
    }

    @Test
    void aRemovedNameIsGone() {
        snapshot.removeUserByName("ADA@example.com");
        snapshot.removeGroupByName("kiro_dev");
        snapshot.removeGroupByName("kiro_dev");
        assertThat(snapshot.user("u-1")).isEmpty();
        assertThat(snapshot.group("g-1")).isEmpty();
        assertThat(snapshot.groupByName("kiro_dev")).isEmpty();
    }

    @Test
    void whatIsPutAgainNeverVanishesForReaders() {
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 200_000; i++) {
                snapshot.put(user("u-1", "ada@example.com"));
                snapshot.put(group("g-1", "kiro_dev"));
            }
        });
        int lost = 0;
        while (!writing.isDone()) {
            lost += snapshot.user("u-1").isEmpty() ? 1 : 0;
            lost += snapshot.userByName("ada@example.com").isEmpty() ? 1 : 0;
            lost += snapshot.group("g-1").isEmpty() ? 1 : 0;
            lost += snapshot.groupByName("kiro_dev").isEmpty() ? 1 : 0;
        }
        assertThat(writing).succeedsWithin(Duration.ofSeconds(30));
        assertThat(lost).isZero();
    }

    @Test
    void aGroupIsFoundByTheNoteOfItsDescriptionAsLongAsItIsThere() {
        snapshot.put(new Group("g-1", "Renamed", Optional.of("Text [of old] [note] "), List.of()));
        assertThat(snapshot.groupByNote("[note]")).map(Group::displayName).contains("Renamed");
        assertThat(snapshot.groupByNote("[of old]")).isEmpty();

        snapshot.put(new Group("g-1", "Renamed", Optional.of("Text] "), List.of()));
        assertThat(snapshot.groupByNote("[note]")).isEmpty();
        snapshot.put(new Group("g-1", "Renamed", Optional.of("[note]"), List.of()));
        snapshot.put(new Group("g-2", "Twin", Optional.of("[note]"), List.of()));
        snapshot.removeGroup("g-1");
        assertThat(snapshot.groupByNote("[note]")).map(Group::id).contains("g-2");
        snapshot.removeGroup("g-2");
        assertThat(snapshot.groupByNote("[note]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void howMuchAProviderFeedsIsCountedThroughAnyWrites(long seed) {
        Random random = new Random(seed);
        LiveSnapshot live = new LiveSnapshot(List.of(), List.of(), Instant.EPOCH);
        Map<String, User> known = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            String id = "u-" + random.nextInt(8);
            if (random.nextInt(4) == 0) {
                live.removeUser(id);
                known.remove(id);
            } else {
                List<ExternalId> fed = List.of(new ExternalId("https://idp" + random.nextInt(2), id));
                User put = new User(id, user(id, id).attributes(), random.nextBoolean() ? fed : List.of());
                live.put(put);
                known.put(id, put);
            }
            assertThat(live.feed()).isEqualTo(TestingFeed.of(known.values()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void idsAndNamesAgreeAfterAnyWrites(long seed) {
        Random random = new Random(seed);
        LiveSnapshot live = new LiveSnapshot(List.of(), List.of(), Instant.EPOCH);
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            String id = "g-" + random.nextInt(8);
            String name = "Name" + random.nextInt(20);
            if (random.nextInt(4) == 0) {
                live.removeGroup(id);
                names.remove(id);
            } else if (!names.containsValue(name.toLowerCase(Locale.ROOT))) {
                live.put(group(id, name));
                names.put(id, name.toLowerCase(Locale.ROOT));
            }
            names.forEach((knownId, knownName) ->
                    assertThat(live.groupByName(knownName)).map(Group::id).contains(knownId));
            for (int n = 0; n < 20; n++) {
                String unknown = "name" + n;
                if (!names.containsValue(unknown)) {
                    assertThat(live.groupByName(unknown)).isEmpty();
                }
            }
        }
    }

    private static User user(String id, String name) {
        return new User(
                id,
                new UserAttributes(name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                List.of());
    }

    private static Group group(String id, String name) {
        return new Group(id, name, Optional.empty(), List.of());
    }
}
