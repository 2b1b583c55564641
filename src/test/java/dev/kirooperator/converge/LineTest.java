package dev.kirooperator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.aws.Urgency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {

    private final Line line = new Line();

    private static Guest guest(String name, String lane, Urgency urgency) {
        return new Guest(new ObjectKey("dev", name), "default", lane, urgency);
    }

    private List<String> served() {
        List<String> names = new ArrayList<>();
        while (!line.isEmpty()) {
            names.add(line.poll().who().name());
        }
        return names;
    }

    @Test
    void aLongLaneDoesNotHoldUpAShortOne() {
        List.of("a1", "a2", "a3").forEach(name -> line.add(guest(name, "a", Urgency.USUAL)));
        line.add(guest("b1", "b", Urgency.USUAL));
        List.of("c1", "c2").forEach(name -> line.add(guest(name, "c", Urgency.USUAL)));
        assertThat(served()).containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
    }

    @Test
    void theMoreUrgentGoFirstWhateverTheirLane() {
        line.add(guest("bulk", "a", Urgency.USUAL));
        line.add(guest("changed", "a", Urgency.CHANGED));
        line.add(guest("leaves", "b", Urgency.LEAVING));
        assertThat(line.urgency()).contains(Urgency.LEAVING);
        assertThat(served()).containsExactly("leaves", "changed", "bulk");
        assertThat(line.urgency()).isEmpty();
    }

    @Test
    void whoComesAgainKeepsThePlaceAndWhoIsMoreUrgentNowGetsABetterOne() {
        line.add(guest("first", "a", Urgency.USUAL));
        line.add(guest("second", "a", Urgency.USUAL));
        line.add(guest("first", "a", Urgency.USUAL));
        line.add(guest("second", "a", Urgency.LEAVING));
        line.add(guest("third", "a", Urgency.USUAL));
        assertThat(served()).containsExactly("second", "first", "third");
    }

    @Test
    void whoIsTakenOutIsNotServed() {
        line.add(guest("goes", "a", Urgency.USUAL));
        line.add(guest("stays", "a", Urgency.USUAL));
        line.remove(new ObjectKey("dev", "goes"));
        line.remove(new ObjectKey("dev", "unknown"));
        assertThat(served()).containsExactly("stays");
    }

    /** While a lane waits, no other lane gets a second turn of that urgency before it has had one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyLaneThatWaitsIsServedBeforeAnotherIsServedTwice(long seed) {
        Random random = new Random(seed);
        Map<String, Integer> turnsOfOthers = new HashMap<>();
        Map<String, Integer> waiting = new LinkedHashMap<>();
        for (int i = 0; i < 500; i++) {
            if (line.isEmpty() || random.nextInt(5) > 1) {
                String lane = "lane-" + random.nextInt(6) * random.nextInt(2);
                line.add(guest("m-" + i, lane, Urgency.USUAL));
                waiting.merge(lane, 1, Integer::sum);
                continue;
            }
            String served = line.poll().lane();
            waiting.merge(served, -1, (a, b) -> a + b == 0 ? null : a + b);
            turnsOfOthers.remove(served);
            waiting.keySet().stream()
                    .filter(lane -> !lane.equals(served))
                    .forEach(lane -> turnsOfOthers.merge(lane, 1, Integer::sum));
            turnsOfOthers.keySet().retainAll(waiting.keySet());
            assertThat(turnsOfOthers.values()).allMatch(turns -> turns < 6);
        }
    }
}
