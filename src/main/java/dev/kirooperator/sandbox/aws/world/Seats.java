package dev.kirooperator.sandbox.aws.world;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The users' seats, derived from grants: a user's own assignment or a subscribed group. The highest plan wins. A seat in use that loses its last grant stays
 * CANCELLED until the month turns; one that nobody used goes at once, as it was free.
 */
final class Seats {
    private final Ids ids;
    private final Map<String, Map<Principal, Plan>> grants = new HashMap<>();
    private final Map<String, Seat> seats = new LinkedHashMap<>();

    Seats(Ids ids) {
        this.ids = ids;
    }

    void grant(String userId, Principal source, Plan plan) {
        grantsOf(userId).put(source, plan);
        derive(userId, false);
    }

    /** Takes the grant away; {@code holdPending} keeps even an unused seat as CANCELLED. */
    void revoke(String userId, Principal source, boolean holdPending) {
        grantsOf(userId).remove(source);
        derive(userId, holdPending);
    }

    void revokeAll(boolean holdPending) {
        grants.values().forEach(Map::clear);
        List.copyOf(grants.keySet()).forEach(userId -> derive(userId, holdPending));
    }

    boolean isGranted(String userId, Principal source) {
        return grants.getOrDefault(userId, Map.of()).containsKey(source);
    }

    /** The users whose seat rests on this source. */
    List<String> holders(Principal source) {
        return grants.entrySet().stream()
                .filter(entry -> entry.getValue().containsKey(source))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    Optional<Seat> find(String userId) {
        return Optional.ofNullable(seats.get(userId));
    }

    boolean has(String userId, Seat.Status status) {
        return find(userId).filter(seat -> seat.status() == status).isPresent();
    }

    Collection<Seat> all() {
        return List.copyOf(seats.values());
    }

    void signIn(Seat seat, Instant now) {
        seats.put(seat.userId(), seat.signedIn(now));
    }

    /** Drops cancelled seats, puts waiting downgrades in force, and gives a new seat to those who were granted one meanwhile. */
    void turnMonth() {
        for (Seat seat : all()) {
            if (seat.status() == Seat.Status.CANCELLED) {
                seats.remove(seat.userId());
                derive(seat.userId(), false);
            } else {
                seats.put(seat.userId(), seat.turnMonth());
            }
        }
    }

    private void derive(String userId, boolean holdPending) {
        Map<Principal, Plan> mine = grantsOf(userId);
        Optional<Seat> seat = find(userId);
        if (seat.isPresent() && seat.get().status() == Seat.Status.CANCELLED) {
            return;
        }
        if (!mine.isEmpty()) {
            Plan plan = mine.values().stream().reduce(Plan.FREE, Plan::higher);
            Seat.Origin origin = origin(mine);
            seats.put(
                    userId,
                    seat.map(old -> old.with(plan, origin))
                            .orElseGet(() -> Seat.pending(userId, ids.next(), plan, origin)));
        } else if (seat.isPresent()) {
            if (seat.get().status() == Seat.Status.ACTIVE || holdPending) {
                seats.put(userId, seat.get().cancelled());
            } else {
                seats.remove(userId);
            }
        }
    }

    private Map<Principal, Plan> grantsOf(String userId) {
        return grants.computeIfAbsent(userId, none -> new LinkedHashMap<>());
    }

    private static Seat.Origin origin(Map<Principal, Plan> grants) {
        boolean own = grants.keySet().stream().anyMatch(source -> source.type() == Principal.Type.USER);
        boolean group = grants.keySet().stream().anyMatch(source -> source.type() == Principal.Type.GROUP);
        if (own && group) {
            return Seat.Origin.INDIVIDUAL_AND_GROUP;
        }
        return own ? Seat.Origin.INDIVIDUAL : Seat.Origin.GROUP;
    }
}
