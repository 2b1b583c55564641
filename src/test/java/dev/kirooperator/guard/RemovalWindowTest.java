package dev.kirooperator.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.guard.RemovalWindow.Attempt;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RemovalWindowTest {

    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration LENGTH = Duration.ofMinutes(1);
    private static final Duration HOLD = Duration.ofHours(1);

    private final RemovalWindow window = new RemovalWindow(2, LENGTH, HOLD);

    private static Attempt attempt(String object, String... userIds) {
        return new Attempt("default", object, Set.of(userIds), false);
    }

    private boolean admits(int second, Attempt attempt) {
        return window.admits(attempt, START.plusSeconds(second));
    }

    @Test
    void beyondTheLimitNobodyGoesUntilItHasBeenQuietForOneWindow() {
        assertThat(admits(0, attempt("a", "a"))).isTrue();
        assertThat(admits(1, attempt("b", "b"))).isTrue();
        assertThat(admits(2, attempt("c", "c"))).isFalse();
        assertThat(admits(60, attempt("d", "d"))).isFalse();
        assertThat(admits(62, attempt("e", "e"))).isTrue();
        assertThat(admits(63, attempt("f", "f"))).isFalse();
        assertThat(admits(123, attempt("g", "g"))).isTrue();
    }

    @Test
    void whatIsHeldStaysHeldUntilItIsApprovedOrHasNothingToRemove() {
        Attempt many = attempt("team", "a", "b", "c");
        assertThat(admits(0, many)).isFalse();
        assertThat(admits(600, attempt("team", "a"))).isFalse();
        window.settle("team");
        assertThat(admits(601, attempt("team", "a"))).isTrue();

        assertThat(admits(700, many)).isFalse();
        window.approve(many);
        assertThat(admits(701, attempt("x", "x"))).isTrue();
        assertThat(admits(702, attempt("y", "y"))).isTrue();
    }

    @Test
    void whoTriesAgainCountsOnceAndBlocksNobodyForEver() {
        Attempt many = attempt("team", "a", "b", "c");
        assertThat(admits(0, many)).isFalse();
        assertThat(admits(50, many)).isFalse();
        assertThat(admits(60, many)).isFalse();
        assertThat(admits(61, attempt("x", "x"))).isTrue();
    }

    @Test
    void aPersonCountsOnceWhoeverRemovesIt() {
        assertThat(admits(0, attempt("ada", "u-ada"))).isTrue();
        assertThat(admits(1, attempt("team", "u-ada", "u-bob"))).isTrue();
        assertThat(admits(2, attempt("bob", "u-bob"))).isTrue();
        assertThat(admits(3, attempt("eve", "u-eve"))).isFalse();
        assertThat(admits(4, attempt("bob", "u-bob"))).isTrue();
    }

    @Test
    void aConnectionIsNoOthersConcern() {
        assertThat(admits(0, attempt("team", "a", "b", "c"))).isFalse();
        assertThat(admits(1, new Attempt("other", "x", Set.of("x"), false))).isTrue();
    }

    @Test
    void anObjectThatWasHeldBeforeARestartIsHeldAndBlocksNobodyElse() {
        assertThat(admits(0, new Attempt("default", "team", Set.of("a", "b", "c"), true)))
                .isFalse();
        assertThat(admits(1, attempt("team", "a", "b", "c"))).isFalse();
        assertThat(admits(2, attempt("x", "x"))).isTrue();
    }

    @Test
    void aTeamThatTakesOverFromAHeldMemberHoldsHoweverQuietItIs() {
        window.hold("team");
        assertThat(admits(0, attempt("team", "a"))).isFalse();
    }

    @Test
    void whoIsExpectedToGoCounts() {
        window.expect("default", Set.of("a", "b", "c"), START);
        assertThat(admits(0, attempt("a", "a"))).isFalse();
    }

    @Test
    void aNegativeTimeIsRefused() {
        assertThatThrownBy(() -> new RemovalWindow(5, Duration.ofSeconds(-1), HOLD))
                .hasMessage("kiro.guard.removal-window: expected a time from 0, such as 10m, found PT-1S");
        assertThatThrownBy(() -> new RemovalWindow(5, LENGTH, Duration.ofSeconds(-1)))
                .hasMessageStartingWith("kiro.guard.hold: ");
    }

    @Test
    void whatWasLetGoGoesToItsEndHoweverLongThatTakes() {
        assertThat(admits(0, attempt("slow", "slow"))).isTrue();
        assertThat(admits(300, attempt("team", "a", "b", "c"))).isFalse();
        assertThat(admits(301, attempt("slow", "slow"))).isTrue();
        window.settle("slow");
        assertThat(admits(302, attempt("slow", "slow"))).isFalse();
    }

    /** However removals arrive, no stretch of one window sees more people go than the limit. */
    @ForManySeeds
    void neverDoMoreThanTheLimitGoInAnyWindow(long seed) {
        Gen gen = new Gen(seed);
        int max = gen.below(6);
        RemovalWindow many = new RemovalWindow(max, LENGTH, HOLD);
        List<String> users = IntStream.range(0, 15).mapToObj(i -> "u-" + i).toList();
        Map<Instant, Set<String>> gone = new HashMap<>();
        Map<String, Set<String>> going = new HashMap<>();
        Instant now = START;
        for (int i = 0; i < 60; i++) {
            now = now.plusSeconds(gen.below(25));
            Set<String> some = gen.subset(gen.flip() ? users : users.subList(0, 3));
            String object = "object-" + gen.below(40);
            if (many.admits(new Attempt("default", object, some, gen.below(9) == 0), now)) {
                Set<String> already = going.computeIfAbsent(object, o -> new HashSet<>());
                gone.computeIfAbsent(now, at -> new HashSet<>())
                        .addAll(some.stream().filter(already::add).toList());
            }
        }
        for (Instant from : gone.keySet()) {
            Set<String> within = new HashSet<>();
            gone.forEach((at, who) -> {
                if (!at.isBefore(from) && at.isBefore(from.plus(LENGTH))) {
                    within.addAll(who);
                }
            });
            assertThat(within.size()).isLessThanOrEqualTo(Math.max(1, max));
        }
    }

    @ForManySeeds
    void oneWhoGoesAloneAfterAQuietWindowIsNeverHeld(long seed) {
        Gen gen = new Gen(seed);
        RemovalWindow many = new RemovalWindow(gen.between(1, 5), LENGTH, HOLD);
        Instant now = START;
        for (int i = 0; i < gen.below(50); i++) {
            now = now.plusSeconds(gen.below(30));
            many.admits(attempt("object-" + i, "u-" + gen.below(40), "v-" + gen.below(40)), now);
        }
        assertThat(many.admits(attempt("single", "u-single"), now.plus(LENGTH))).isTrue();
    }
}
