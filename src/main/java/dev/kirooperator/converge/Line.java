package dev.kirooperator.converge;

import dev.kirooperator.aws.Urgency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Those who wait for one connection: the more urgent first, of the equally urgent one of each lane after the other, in a lane the first
 * to come. Whoever is in line already keeps the place, unless it has become more or less urgent. Not safe for use by several threads.
 */
final class Line {

    private final Map<Urgency, Map<String, Set<ObjectKey>>> waiting = new EnumMap<>(Urgency.class);
    private final Map<ObjectKey, Guest> guests = new HashMap<>();

    void add(Guest guest) {
        if (guest.equals(guests.get(guest.who()))) {
            return;
        }
        remove(guest.who());
        guests.put(guest.who(), guest);
        waiting.computeIfAbsent(guest.urgency(), none -> new LinkedHashMap<>())
                .computeIfAbsent(guest.lane(), none -> new LinkedHashSet<>())
                .add(guest.who());
    }

    void remove(ObjectKey who) {
        Guest guest = guests.remove(who);
        if (guest != null) {
            Map<String, Set<ObjectKey>> lanes = lanes(guest.urgency());
            Set<ObjectKey> lane = lanes.getOrDefault(guest.lane(), Set.of());
            lane.remove(who);
            if (lane.isEmpty()) {
                lanes.remove(guest.lane());
            }
        }
    }

    boolean isEmpty() {
        return guests.isEmpty();
    }

    /** How urgent the first in line is; empty when nobody waits. */
    Optional<Urgency> urgency() {
        return waiting.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Takes the first out of the line; the next one is of another lane, if there is one that waits as urgently. */
    Guest poll() {
        Map<String, Set<ObjectKey>> lanes = lanes(urgency().orElseThrow());
        Map.Entry<String, Set<ObjectKey>> first = lanes.entrySet().iterator().next();
        Guest guest = guest(first.getValue().iterator().next());
        remove(guest.who());
        if (!first.getValue().isEmpty()) {
            lanes.remove(guest.lane());
            lanes.put(guest.lane(), first.getValue());
        }
        return guest;
    }

    private Guest guest(ObjectKey who) {
        return Optional.ofNullable(guests.get(who)).orElseThrow();
    }

    private Map<String, Set<ObjectKey>> lanes(Urgency urgency) {
        return waiting.getOrDefault(urgency, new HashMap<>());
    }
}
