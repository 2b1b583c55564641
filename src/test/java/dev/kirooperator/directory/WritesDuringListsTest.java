package dev.kirooperator.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.aws.TestingWorld;
import dev.kirooperator.sandbox.aws.control.Fault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Own writes while a list of several pages is under way, held at each of its pages: no reader loses the write, nor any of the others. */
class WritesDuringListsTest {

    private static final Duration ANY_AGE = Duration.ofDays(1);

    private final TestingWorld world = TestingWorld.of(TestingPages.seed());
    private final Directory directory = new Directories(world.connections(), InstantSource.system())
            .find("default")
            .orElseThrow();

    @AfterEach
    void close() {
        world.close();
    }

    /** Users of the first and of the last page. */
    static Stream<Arguments> pagesAndUsers() {
        return Stream.of(1, 2, 3).flatMap(page -> Stream.of("user0", "user229").map(user -> Arguments.of(page, user)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aUserMadeWhileUsersAreListedIsThere(int page) {
        User made = heldAt("ListUsers", page, this::list, () -> directory.createUser(attributes("new")));

        assertThat(directory.snapshot(ANY_AGE).user(made.id())).contains(made);
        assertThat(directory.snapshot(ANY_AGE).userByName("NEW")).contains(made);
        assertAllThereBut(List.of());
    }

    @ParameterizedTest
    @MethodSource("pagesAndUsers")
    void aUserRenamedWhileUsersAreListedHasItsNewNameOnly(int page, String name) {
        User before = user(name);
        User renamed = heldAt("ListUsers", page, this::list, () -> directory.updateUser(before, attributes("renamed")));

        assertThat(directory.snapshot(ANY_AGE).user(before.id())).contains(renamed);
        assertThat(directory.snapshot(ANY_AGE).userByName("renamed")).contains(renamed);
        assertAllThereBut(List.of(name));
    }

    @ParameterizedTest
    @MethodSource("pagesAndUsers")
    void aUserDeletedWhileUsersAreListedIsGone(int page, String name) {
        String id = user(name).id();
        heldAt("ListUsers", page, this::list, () -> {
            directory.deleteUser(id);
            return id;
        });

        assertThat(directory.snapshot(ANY_AGE).user(id)).isEmpty();
        assertAllThereBut(List.of(name));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void groupsChangedWhileGroupsAreListedAreAsTheyWereWritten(int page) {
        Group first = group("group1");
        String last = group("group119").id();
        Group made = heldAt("ListGroups", page, this::list, () -> {
            directory.updateGroup(first, "renamed", "words");
            directory.deleteGroup(last);
            return directory.createGroup("made", "more words [note]");
        });

        DirectorySnapshot snapshot = directory.snapshot(ANY_AGE);
        assertThat(snapshot.groupByName("made")).contains(made);
        assertThat(snapshot.groupByNote("[note]")).contains(made);
        assertThat(snapshot.group(last)).isEmpty();
        assertThat(snapshot.groupByName("group119")).isEmpty();
        assertThat(snapshot.groupByName("group1")).isEmpty();
        assertThat(snapshot.groupByName("renamed").map(Group::id)).contains(first.id());
        assertThat(Stream.iterate(2, i -> i + 1).limit(TestingPages.GROUPS - 3))
                .allSatisfy(i -> assertThat(snapshot.groupByName("group" + i)).isPresent());
    }

    @ParameterizedTest
    @MethodSource("pagesAndUsers")
    void membersJoinedAndGoneWhileMembersAreListedAreAsTheyWereWritten(int page, String name) {
        String big = group("big").id();
        User newcomer = directory.createUser(attributes("new"));
        Membership leaving =
                directory.memberships(big, ANY_AGE).byUserId().get(user(name).id());
        String deleted = user("user100").id();
        assertThat(leaving).isNotNull();
        Membership joined =
                heldAt("ListGroupMemberships", page, () -> directory.memberships(big, Duration.ZERO), () -> {
                    directory.leave(leaving);
                    directory.deleteUser(deleted);
                    return directory.join(big, newcomer.id());
                });

        GroupMemberships members = directory.memberships(big, ANY_AGE);
        assertThat(members.byUserId()).containsEntry(newcomer.id(), joined);
        assertThat(members.byUserId()).doesNotContainKeys(leaving.userId(), deleted);
        assertThat(members.byUserId()).hasSize(TestingPages.USERS - 1);
        assertThat(directory.confirmedMemberships(big).byUserId()).isEqualTo(members.byUserId());
        assertThat(directory.confirmedMemberships(big).unconfirmed()).isEmpty();
    }

    private DirectorySnapshot list() {
        return directory.snapshot(Duration.ZERO);
    }

    /** Begins the list, waits until AWS has read the page, writes, and lets the list go on. */
    private <T> T heldAt(String operation, int page, Supplier<?> list, Supplier<T> write) {
        world.standIn().clearCalls();
        world.fault(Fault.slow(operation, Duration.ofMinutes(1)).onPage(page));
        CompletableFuture<?> listing = CompletableFuture.supplyAsync(list);
        Awaitility.await()
                .until(() ->
                        world.operations().stream().filter(operation::equals).count() == page);
        T written = write.get();
        world.standIn().clearFaults();
        assertThat(listing).succeedsWithin(Duration.ofSeconds(30));
        return written;
    }

    private void assertAllThereBut(List<String> names) {
        DirectorySnapshot snapshot = directory.snapshot(ANY_AGE);
        assertThat(Stream.iterate(0, i -> i + 1).limit(TestingPages.USERS).map(i -> "user" + i))
                .allSatisfy(name ->
                        assertThat(snapshot.userByName(name).isEmpty()).as(name).isEqualTo(names.contains(name)));
    }

    private User user(String name) {
        return directory.snapshot(ANY_AGE).userByName(name).orElseThrow();
    }

    private Group group(String name) {
        return directory.snapshot(ANY_AGE).groupByName(name).orElseThrow();
    }

    private static UserAttributes attributes(String name) {
        return TestingPages.attributes(name, "Given");
    }
}
