package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.group;
import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.converge.Freshness;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.guard.GroupOwnership;
import dev.kirooperator.guard.OwnershipMarker;
import dev.kirooperator.status.Conditions;
import dev.kirooperator.testing.TestingConnection;
import dev.kirooperator.testing.TestingMember;
import dev.kirooperator.testing.TestingTeam;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members that want to join a team whose places are limited. */
class TeamLimitTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration REGULAR = Duration.ofMinutes(10);
    private static final int THREADS = 10;

    private final TestingConnection aws = TestingConnection.empty();
    private final List<KiroMember> seen = new ArrayList<>();
    private final TeamsPhase phase = new TeamsPhase(
            new GroupOwnership(new OwnershipMarker("prod", true)),
            new TeamAccess(namespace -> Optional.empty()),
            team -> List.copyOf(seen));
    private @Nullable Progress progress;
    private NamedTeam team = limited(1, MembershipPolicy.EXCLUSIVE);

    @BeforeEach
    void theTeamHasItsGroup() {
        aws.directory().put(group("g-kiro", "kiro", "[kiro-operator:prod/dev/kiro]"));
    }

    private static NamedTeam limited(int maxMembers, MembershipPolicy policy) {
        return new NamedTeam(
                new ObjectKey("dev", "kiro"),
                Optional.of(TestingTeam.of("dev", "kiro")
                        .membership(policy, maxMembers)
                        .build()),
                true,
                Optional.empty());
    }

    private static TestingMember member(String name) {
        return TestingMember.of("dev", name).team("kiro", null);
    }

    private void isThere(String name) {
        aws.directory().put(user("u-" + name, name + "@example.com"));
    }

    private void isIn(String name) {
        isThere(name);
        aws.directory().putMember("g-kiro", "u-" + name);
    }

    /** Runs the phase for a member; returns whether it is in the team then. */
    private boolean join(TestingMember manifest) {
        KiroMember member = manifest.build();
        String name = member.getMetadata().getName();
        isThere(name);
        Progress mine = new Progress(null, 1L, NOW, REGULAR);
        progress = mine;
        MemberRun run = new MemberRun(
                member,
                manifest.goal(),
                List.of(team),
                List.of(),
                aws,
                new Freshness.Usual(Duration.ZERO),
                mine,
                new MemberStatusBuilder(member));
        return !phase.run(run, user("u-" + name, name + "@example.com"), List.of())
                .isEmpty();
    }

    private Optional<String> reason(ConditionType type) {
        return Optional.ofNullable(progress)
                .flatMap(p -> Conditions.find(p.conditions(), type))
                .map(Condition::reason);
    }

    private Optional<Duration> next() {
        return Optional.ofNullable(progress).map(Progress::next);
    }

    /** Even where each of them believes to be alone; a second one that got as far as joining would let the first go on. */
    @Test
    void ofTenWhoWantTheLastPlaceAtOnceOneGetsIt() throws Exception {
        CountDownLatch start = new CountDownLatch(THREADS);
        CountDownLatch second = new CountDownLatch(2);
        aws.calls().duringWrites(() -> {
            second.countDown();
            await(second, Duration.ofMillis(500));
        });
        List<Callable<Boolean>> joins = IntStream.range(0, THREADS)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    start.countDown();
                    await(start, Duration.ofSeconds(30));
                    return join(member("m" + i));
                })
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            int joined = 0;
            for (Future<Boolean> join : threads.invokeAll(joins)) {
                joined += join.get() ? 1 : 0;
            }
            assertThat(joined).isEqualTo(1);
            assertThat(aws.calls().takeWrites()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoIsLeavingHoldsThePlaceUntilItIsFree() {
        isIn("old");
        seen.add(member("old").deleted().build());
        seen.add(member("new").build());

        assertThat(join(member("new"))).isFalse();
        assertThat(reason(ConditionType.TEAMS_SYNCED)).contains("LimitReached");
        assertThat(reason(ConditionType.RECONCILING)).contains("LimitReached");
        assertThat(next()).contains(Duration.ofSeconds(2));

        aws.directory().leave(aws.directory().join("g-kiro", "u-old"));
        assertThat(join(member("new"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"EXCLUSIVE, false", "ADDITIVE, true"})
    void strangersHoldPlacesOnlyWhereTheyAreToLeave(MembershipPolicy policy, boolean joins) {
        isIn("stranger");
        team = limited(1, policy);
        seen.add(member("new").build());

        assertThat(join(member("new"))).isEqualTo(joins);
    }

    @Test
    void whoIsBeyondTheLimitHasToWaitForSomebodyToDoSomething() {
        isIn("old");
        seen.add(member("old").build());
        seen.add(member("new").build());

        assertThat(join(member("new"))).isFalse();
        assertThat(reason(ConditionType.STALLED)).contains("LimitReached");
    }

    @Test
    void aUserWhoIsInThroughAnotherObjectIsInAtTheLimitToo() {
        isIn("ada");
        seen.add(member("ada").build());

        assertThat(join(member("ada"))).isTrue();
        assertThat(aws.calls().takeWrites()).isEmpty();
    }

    private static void await(CountDownLatch latch, Duration longest) {
        try {
            boolean ignored = latch.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
