package dev.kirooperator.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.guard.RemovalWindow.Answer;
import dev.kirooperator.guard.RemovalWindow.Attempt;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RemovalWindowTest {

    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration LENGTH = Duration.ofMinutes(1);
    private static final Duration HOLD = Duration.ofHours(1);

    private final RemovalWindow window = new RemovalWindow(2, LENGTH, HOLD, Duration.ZERO);

    private static Attempt attempt(String object, String... userIds) {
        return new Attempt("default", object, Set.of(userIds), Optional.empty());
    }

    private boolean admits(int second, Attempt attempt) {
        return window.ask(attempt, START.plusSeconds(second)) == Answer.GO;
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
    void whoHasNothingToRemoveAfterAllIsHeldNoMore() {
        assertThat(admits(0, attempt("team", "a", "b", "c"))).isFalse();
        window.withdraw("default", "team");
        assertThat(admits(1, attempt("team", "a"))).isTrue();
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
        assertThat(admits(1, new Attempt("other", "x", Set.of("x"), Optional.empty())))
                .isTrue();
    }

    @Test
    void anObjectThatWasHeldBeforeARestartIsHeldAndBlocksNobodyElse() {
        assertThat(admits(0, new Attempt("default", "team", Set.of("a", "b", "c"), Optional.of(START))))
                .isFalse();
        assertThat(admits(1, attempt("team", "a", "b", "c"))).isFalse();
        assertThat(admits(2, attempt("x", "x"))).isTrue();
    }

    @Test
    void aTeamThatTakesOverFromAHeldMemberHoldsHoweverQuietItIs() {
        window.hold("team", START);
        assertThat(admits(0, attempt("team", "a"))).isFalse();
    }

    @Test
    void whoIsExpectedToGoCounts() {
        window.expect("default", "others", Set.of("a", "b", "c"), START);
        assertThat(admits(0, attempt("a", "a"))).isFalse();
    }

    @Test
    void ofThoseThatComeTogetherNobodyGoes() {
        RemovalWindow gathering = new RemovalWindow(2, LENGTH, HOLD, Duration.ofSeconds(2));
        List<String> objects = List.of("a", "b", "c");
        for (String object : objects) {
            assertThat(gathering.ask(attempt(object, object), START)).isEqualTo(Answer.WAIT);
        }
        for (String object : objects) {
            assertThat(gathering.ask(attempt(object, object), START.plusSeconds(2)))
                    .isEqualTo(Answer.HOLD);
        }
    }

    @Test
    void whoComesAloneWaitsOnceAndGoes() {
        RemovalWindow gathering = new RemovalWindow(2, LENGTH, HOLD, Duration.ofSeconds(2));
        assertThat(gathering.ask(attempt("a", "a"), START)).isEqualTo(Answer.WAIT);
        assertThat(gathering.ask(attempt("a", "a"), START.plusSeconds(1))).isEqualTo(Answer.WAIT);
        assertThat(gathering.ask(attempt("a", "a"), START.plusSeconds(2))).isEqualTo(Answer.GO);
        assertThat(gathering.ask(attempt("a", "a", "b"), START.plusSeconds(3))).isEqualTo(Answer.GO);
    }

    @Test
    void whatIsExpectedCountsOnceAndOnlyForOneWindow() {
        window.expect("default", "b", Set.of("b1", "b2"), START);
        assertThat(window.knows("b")).isTrue();
        window.expect("default", "b", Set.of("b1", "b2"), START.plusSeconds(59));
        assertThat(admits(60, attempt("a", "a"))).isTrue();
        window.settle("b");
        assertThat(window.knows("b")).isFalse();
    }

    @Test
    void whatIsApprovedGoesToItsEndAlsoWhereAStatusStillSaysHeld() {
        window.approve(attempt("team", "a", "b", "c"));
        assertThat(admits(0, new Attempt("default", "team", Set.of("b", "c"), Optional.of(START))))
                .isTrue();
        assertThat(admits(0, new Attempt("default", "team", Set.of("b", "d"), Optional.of(START))))
                .isFalse();
    }

    @Test
    void whoHasNothingToRemoveCountsNoLongerAndWhoWasLetGoDoes() {
        assertThat(admits(0, attempt("a", "a"))).isTrue();
        window.expect("default", "b", Set.of("b"), START);
        window.expect("default", "c", Set.of("c"), START);
        window.withdraw("default", "a");
        window.withdraw("default", "b");
        assertThat(admits(1, attempt("c", "c"))).isTrue();
        assertThat(admits(2, attempt("d", "d"))).isFalse();
    }

    @Test
    void whoWasLetGoIsUnderWayUntilItIsDone() {
        assertThat(admits(0, attempt("team", "a", "b"))).isTrue();
        assertThat(admits(0, attempt("held", "x", "y", "z"))).isFalse();
        assertThat(window.underWay("team")).containsExactlyInAnyOrder("a", "b");
        assertThat(window.underWay("held")).isEmpty();
        window.settle("team");
        assertThat(window.underWay("team")).isEmpty();
    }

    @Test
    void aHoldLastsFromItsBeginningOrTheDeletionWhateverIsLater() {
        assertThat(admits(100, attempt("team", "a", "b", "c"))).isFalse();
        assertThat(window.heldUntil("team", START))
                .isEqualTo(START.plusSeconds(100).plus(HOLD));
        assertThat(window.heldUntil("team", START.plusSeconds(200)))
                .isEqualTo(START.plusSeconds(200).plus(HOLD));
        assertThat(admits(100, new Attempt("default", "old", Set.of("d"), Optional.of(START.plusSeconds(50)))))
                .isFalse();
        assertThat(window.heldUntil("old", START))
                .isEqualTo(START.plusSeconds(50).plus(HOLD));
    }

    @Test
    void aGroupOfUnknownSizeIsTooLargeByItself() {
        assertThat(admits(0, new Attempt("default", "team", window.unknownNumber("g"), Optional.empty())))
                .isFalse();
    }

    @Test
    void aNegativeTimeIsRefused() {
        assertThatThrownBy(() -> new RemovalWindow(5, Duration.ofSeconds(-1), HOLD, Duration.ZERO))
                .hasMessage("kiro.guard.removal-window: expected a time from 0, such as 10m, found PT-1S");
        assertThatThrownBy(() -> new RemovalWindow(5, LENGTH, Duration.ofSeconds(-1), Duration.ZERO))
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
        RemovalWindow many = new RemovalWindow(max, LENGTH, HOLD, Duration.ZERO);
        List<String> users = IntStream.range(0, 15).mapToObj(i -> "u-" + i).toList();
        Map<Instant, Set<String>> gone = new HashMap<>();
        Map<String, Set<String>> going = new HashMap<>();
        Instant now = START;
        for (int i = 0; i < 60; i++) {
            now = now.plusSeconds(gen.below(25));
            Set<String> some = gen.subset(gen.flip() ? users : users.subList(0, 3));
            String object = "object-" + gen.below(40);
            Optional<Instant> heldSince = Optional.of(now).filter(at -> gen.below(9) == 0);
            if (many.ask(new Attempt("default", object, some, heldSince), now) == Answer.GO) {
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
        RemovalWindow many = new RemovalWindow(gen.between(1, 5), LENGTH, HOLD, Duration.ZERO);
        Instant now = START;
        for (int i = 0; i < gen.below(50); i++) {
            now = now.plusSeconds(gen.below(30));
            many.ask(attempt("object-" + i, "u-" + gen.below(40), "v-" + gen.below(40)), now);
        }
        assertThat(many.ask(attempt("single", "u-single"), now.plus(LENGTH))).isEqualTo(Answer.GO);
    }
}
