package dev.kirooperator.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.aws.TestingWorld;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several reconcilers at work on their own users while others read the lists again and again: each sees its own writes at once and always, nobody ever sees a
 * list with a hole, and in the end everybody sees what is at AWS.
 */
class DirectoryStressTest {

    private static final Duration ANY_AGE = Duration.ofDays(1);
    private static final Duration NONE = Duration.ofNanos(-1);
    private static final int WRITERS = 4;
    private static final int ROUNDS = 15;

    private final TestingWorld world = TestingWorld.of(TestingPages.seed());
    private final Directory directory = new Directories(world.connections(), InstantSource.system())
            .find("default")
            .orElseThrow();
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2);
    private final AtomicInteger writing = new AtomicInteger(WRITERS);

    @AfterEach
    void close() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        world.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void ownWritesAreSeenAtOnceAndListsNeverHaveHoles(long seed) throws Exception {
        String big =
                directory.snapshot(ANY_AGE).groupByName("big").orElseThrow().id();
        directory.memberships(big, ANY_AGE);
        List<Callable<Integer>> work = new ArrayList<>();
        IntStream.range(0, WRITERS).forEach(i -> work.add(() -> write(new Gen(seed * WRITERS + i), "w" + i, big)));
        work.add(() -> readUsers());
        work.add(() -> readMembers(big));

        for (Future<Integer> end : threads.invokeAll(work)) {
            assertThat(end.get()).isPositive();
        }

        Map<String, String> atAws = StreamSupport.stream(
                        world.standIn().dump().path("users").spliterator(), false)
                .collect(Collectors.toMap(
                        user -> user.path("userName").asText(),
                        user -> user.path("id").asText()));
        DirectorySnapshot last = directory.latest().orElseThrow();
        assertThat(atAws)
                .allSatisfy((name, id) ->
                        assertThat(last.userByName(name).map(User::id)).contains(id));
        assertThat(directory.confirmedMemberships(big).byUserId().keySet())
                .isEqualTo(StreamSupport.stream(
                                world.standIn().dump().path("memberships").spliterator(), false)
                        .map(member -> member.path("userId").asText())
                        .collect(Collectors.toSet()));
    }

    /** Makes, renames, joins, leaves and deletes users of its own; looks after each write. */
    private int write(Gen gen, String prefix, String big) {
        try {
            List<User> mine = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                if (mine.isEmpty() || gen.below(3) == 0) {
                    mine.add(directory.createUser(TestingPages.attributes(prefix + "-" + round, gen.word(4))));
                } else {
                    change(gen, mine, prefix + "-renamed-" + round, big);
                }
                mine.forEach(user ->
                        assertThat(directory.snapshot(ANY_AGE).user(user.id())).contains(user));
            }
            return mine.size() + 1;
        } finally {
            writing.decrementAndGet();
        }
    }

    private void change(Gen gen, List<User> mine, String name, String big) {
        int index = gen.below(mine.size());
        User user = mine.get(index);
        switch (gen.below(4)) {
            case 0 -> {
                User renamed = directory.updateUser(user, TestingPages.attributes(name, gen.word(5)));
                mine.set(index, renamed);
                assertThat(directory.snapshot(ANY_AGE).userByName(user.userName()))
                        .isEmpty();
                assertThat(directory.snapshot(ANY_AGE).userByName(name)).contains(renamed);
            }
            case 1 -> {
                directory.deleteUser(user.id());
                mine.remove(index);
                assertThat(directory.snapshot(ANY_AGE).user(user.id())).isEmpty();
                assertThat(directory.memberships(big, ANY_AGE).byUserId()).doesNotContainKey(user.id());
            }
            default -> {
                Membership joined = directory.join(big, user.id());
                assertThat(directory.memberships(big, ANY_AGE).byUserId()).containsEntry(user.id(), joined);
                assertThat(directory.confirmedMemberships(big).byUserId()).containsEntry(user.id(), joined);
                if (gen.flip()) {
                    directory.leave(joined);
                    assertThat(directory.memberships(big, ANY_AGE).byUserId()).doesNotContainKey(user.id());
                    assertThat(directory.confirmedMemberships(big).byUserId()).doesNotContainKey(user.id());
                }
            }
        }
    }

    /** Reads the lists as long as somebody writes; those that nobody touches are in each of them. */
    private int readUsers() {
        int reads = 0;
        do {
            DirectorySnapshot snapshot = directory.snapshot(NONE);
            reads++;
            assertThat(IntStream.range(0, TestingPages.USERS))
                    .allSatisfy(i -> assertThat(snapshot.userByName("user" + i)).isPresent());
        } while (writing.get() > 0);
        return reads;
    }

    private int readMembers(String big) {
        int reads = 0;
        do {
            GroupMemberships members = directory.memberships(big, NONE);
            reads++;
            assertThat(members.byUserId()).hasSizeGreaterThanOrEqualTo(TestingPages.USERS);
        } while (writing.get() > 0);
        return reads;
    }
}
