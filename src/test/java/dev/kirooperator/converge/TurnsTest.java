package dev.kirooperator.converge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.aws.Urgency;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnsTest {

    private Instant now = Instant.parse("2026-11-25T12:00:00Z");

    private final Set<ObjectKey> gone = new HashSet<>();
    private final Deque<ObjectKey> woken = new ArrayDeque<>();
    private final Consumer<Collection<ObjectKey>> wake = woken::addAll;

    private static ObjectKey key(int number) {
        return new ObjectKey("dev", "m-" + number);
    }

    private static Guest guest(int number) {
        return guest(number, Urgency.USUAL, "default");
    }

    private static Guest guest(int number, Urgency urgency, String connection) {
        return new Guest(key(number), connection, "team", urgency);
    }

    private Turns turns(int places) {
        return turns(places, places + 1, 1);
    }

    private Turns turns(int usual, int whenLeaving, int connections) {
        return new Turns(new Turns.Places(usual, whenLeaving, connections), () -> now, who -> !gone.contains(who));
    }

    private Optional<String> serve(Turns turns, int number) {
        return turns.serve(guest(number), wake, () -> "served");
    }

    @Test
    void whoFindsNoPlaceIsCalledWhenOneIsFree() {
        Turns turns = turns(1);
        turns.serve(guest(0), wake, () -> {
            assertThat(serve(turns, 1)).isEmpty();
            assertThat(serve(turns, 2)).isEmpty();
            assertThat(woken).isEmpty();
            return "";
        });
        assertThat(woken).containsExactly(key(1));
        assertThat(serve(turns, 3)).as("does not push in").isEmpty();
        assertThat(serve(turns, 1)).isPresent();
        assertThat(woken).containsExactly(key(1), key(2));
    }

    @Test
    void aPlaceIsKeptForNobodyWhoIsGone() {
        Turns turns = turns(1);
        turns.serve(guest(0), wake, () -> {
            IntStream.range(1, 5)
                    .forEach(number -> assertThat(serve(turns, number)).isEmpty());
            return "";
        });
        IntStream.range(1, 4).forEach(number -> gone.add(key(number)));
        assertThat(serve(turns, 1)).as("who was called comes").isPresent();
        assertThat(woken).containsExactly(key(1), key(4));
    }

    @Test
    void whoLeavesIsServedThoughEveryUsualPlaceIsTaken() {
        Turns turns = turns(1);
        turns.serve(guest(0), wake, () -> {
            assertThat(serve(turns, 1)).isEmpty();
            assertThat(turns.serve(guest(1, Urgency.LEAVING, "default"), wake, () -> "left"))
                    .contains("left");
            return "";
        });
        assertThat(woken).as("1 was in line before, and is not any more").isEmpty();
    }

    @Test
    void whoLeavesIsCalledBeforeThoseWhoCameEarlier() {
        Turns turns = turns(1, 1, 1);
        turns.serve(guest(0), wake, () -> {
            serve(turns, 1);
            assertThat(turns.serve(guest(2, Urgency.LEAVING, "default"), wake, () -> "left"))
                    .isEmpty();
            return "";
        });
        assertThat(woken).containsExactly(key(2));
    }

    @Test
    void aConnectionThatKeepsItsPlacesBusyLeavesThoseOfTheOthers() {
        Turns turns = turns(4, 6, 2);
        turns.serve(
                guest(0, Urgency.USUAL, "slow"),
                wake,
                () -> turns.serve(guest(1, Urgency.USUAL, "slow"), wake, () -> {
                    assertThat(turns.serve(guest(2, Urgency.USUAL, "slow"), wake, () -> ""))
                            .isEmpty();
                    assertThat(turns.serve(guest(3, Urgency.USUAL, "quick"), wake, () -> "served"))
                            .contains("served");
                    assertThat(turns.serve(
                                    guest(4, Urgency.LEAVING, "slow"),
                                    wake,
                                    () -> turns.serve(guest(5, Urgency.LEAVING, "slow"), wake, () -> "")))
                            .as("three of six places when leaving")
                            .contains(Optional.empty());
                    return "";
                }));
        assertThat(woken).as("who leaves goes before who joins").containsExactly(key(5), key(2));
    }

    @Test
    void aPlaceIsFreeAgainAfterAFailure() {
        Turns turns = turns(1);
        assertThatThrownBy(() -> turns.serve(guest(0), wake, () -> {
                    throw new IllegalStateException("AWS");
                }))
                .hasMessage("AWS");
        assertThat(serve(turns, 1)).isPresent();
    }

    @Test
    void whoIsCalledAndDoesNotComeHoldsUpNobodyForLong() {
        Turns turns = turns(1);
        turns.serve(guest(0), wake, () -> {
            serve(turns, 1);
            serve(turns, 2);
            return "";
        });
        assertThat(woken).containsExactly(key(1));
        now = now.plus(Turns.PATIENCE);
        assertThat(serve(turns, 3)).isEmpty();
        assertThat(woken).containsExactly(key(1), key(2));
    }

    @Test
    void noPlacesAtAllAreRefused() {
        assertThatThrownBy(() -> turns(0)).hasMessageContaining("found 0");
    }

    /**
     * Threads take objects from a queue as the SDK's do: an object that is worked on is not worked on twice. Everybody is served in the end, the
     * places are never overdrawn, and nobody in line is overtaken by somebody who came later.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everybodyIsServedOnceInTheOrderOfTheLine(long seed) {
        Random random = new Random(seed);
        int places = 1 + random.nextInt(4);
        int count = 5 + random.nextInt(200);
        Turns turns = turns(places);
        Deque<ObjectKey> queue = new ArrayDeque<>();
        IntStream.range(0, count).forEach(i -> queue.add(key(i)));
        Set<ObjectKey> line = new LinkedHashSet<>();
        List<ObjectKey> served = new ArrayList<>();
        int rounds = 0;
        while (!queue.isEmpty()) {
            assertThat(rounds++).isLessThan(20 * count);
            step(turns, random, places, queue, line, served, 0);
            queue.addAll(woken);
            woken.clear();
        }
        assertThat(served).doesNotHaveDuplicates().hasSize(count);
    }

    private void step(
            Turns turns,
            Random random,
            int places,
            Deque<ObjectKey> queue,
            Set<ObjectKey> line,
            List<ObjectKey> served,
            int depth) {
        ObjectKey who = queue.remove();
        if (served.contains(who)) {
            return;
        }
        Optional<Boolean> result = turns.serve(new Guest(who, "default", "team", Urgency.USUAL), wake, () -> {
            assertThat(depth).isLessThan(places);
            if (line.contains(who)) {
                assertThat(line.stream().limit(places))
                        .as("the head of the line")
                        .contains(who);
                line.remove(who);
            }
            served.add(who);
            while (!queue.isEmpty() && random.nextInt(3) > 0) {
                step(turns, random, places, queue, line, served, depth + 1);
            }
            return true;
        });
        if (result.isEmpty()) {
            line.add(who);
        }
    }
}
