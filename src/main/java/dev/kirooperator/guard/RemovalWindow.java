package dev.kirooperator.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts, over all objects of a connection, the people who lose access within a short time, so that many small removals are seen as the
 * accident that they may be. In memory only; safe for use by several threads.
 *
 * <p>A person counts once, whoever removes it and however often that is tried; who was held counts too. What is held stays held, however
 * quiet it has become, until it is approved or has nothing to remove any more: otherwise a burst would go through little by little. What
 * was let go, by this or by an approval, goes to its end, however long that takes. Whoever comes first waits for those that come with it,
 * so that of a burst nobody goes.
 */
public final class RemovalWindow {

    private final int maxRemovals;
    private final Duration length;
    private final Duration hold;
    private final Duration gather;
    private final Map<String, Instant> seen = new HashMap<>();
    private final Map<String, Map<String, Entry>> entries = new HashMap<>();
    private final Map<String, Hold> held = new HashMap<>();
    private final Map<String, Set<String>> going = new HashMap<>();

    /** What an object that asks is told. */
    public enum Answer {
        /** It may go on. */
        GO,
        /** It asks again after {@link #gather}, for others may come with it. */
        WAIT,
        /** It is among too many: it waits for an approval. */
        HOLD
    }

    private record Entry(Instant at, boolean admitted, String object) {}

    private record Hold(Instant since, Set<String> userIds) {

        Hold(Instant since) {
            this(since, new HashSet<>());
        }
    }

    /**
     * What an object is about to do.
     *
     * @param object kind, namespace and name of the one that removes
     * @param userIds the people whom it removes
     * @param heldSince since when its status says that it is held: a restart does not let it go
     */
    public record Attempt(String connection, String object, Set<String> userIds, Optional<Instant> heldSince) {

        public Attempt {
            userIds = Set.copyOf(userIds);
        }
    }

    /**
     * Makes an empty window.
     *
     * @param maxRemovals how many people may go within the window without an approval; one may always: a team's own brake still knows 0
     * @param length how long a removal counts
     * @param hold how long the deletion of an object may be held
     * @param gather how long whoever comes first waits for others
     */
    public RemovalWindow(int maxRemovals, Duration length, Duration hold, Duration gather) {
        this.maxRemovals = Math.max(1, maxRemovals);
        this.length = notNegative("kiro.guard.removal-window", length);
        this.hold = notNegative("kiro.guard.hold", hold);
        this.gather = notNegative("kiro.guard.gather", gather);
    }

    /** Counts the attempt, and says whether it may go on. */
    public synchronized Answer ask(Attempt attempt, Instant now) {
        Map<String, Entry> counted = counted(attempt.connection(), now);
        Set<String> already = going.getOrDefault(attempt.object(), Set.of());
        if (already.containsAll(attempt.userIds())) {
            return Answer.GO;
        }
        Hold before = held.get(attempt.object());
        if (attempt.heldSince().isPresent() || before != null) {
            Set<String> all = hold(attempt, now);
            attempt.userIds().stream()
                    .filter(user -> all.add(user) && before != null)
                    .forEach(user -> counted.putIfAbsent(user, new Entry(now, false, attempt.object())));
            return Answer.HOLD;
        }
        if (now.isBefore(seen.computeIfAbsent(attempt.object(), object -> now).plus(gather))) {
            attempt.userIds().forEach(user -> counted.putIfAbsent(user, new Entry(now, false, attempt.object())));
            return Answer.WAIT;
        }
        boolean isKnown = attempt.userIds().stream()
                .allMatch(user -> counted.containsKey(user) && counted.get(user).admitted());
        Set<String> together = new HashSet<>(counted.keySet());
        together.addAll(attempt.userIds());
        boolean admitted = isKnown || together.size() <= maxRemovals;
        attempt.userIds().stream()
                .filter(user -> !already.contains(user))
                .forEach(user -> counted.merge(
                        user,
                        new Entry(now, admitted, attempt.object()),
                        (old, latest) -> latest.admitted() || !old.admitted() ? latest : old));
        (admitted ? going.computeIfAbsent(attempt.object(), object -> new HashSet<>()) : hold(attempt, now))
                .addAll(attempt.userIds());
        return admitted ? Answer.GO : Answer.HOLD;
    }

    private Set<String> hold(Attempt attempt, Instant now) {
        return held.computeIfAbsent(
                        attempt.object(), object -> new Hold(attempt.heldSince().orElse(now)))
                .userIds();
    }

    /** Counts people whom an object is known to be about to remove, once, from now on: before anybody of them goes. */
    public synchronized void expect(String connection, String object, Set<String> userIds, Instant now) {
        if (seen.putIfAbsent(object, now) == null) {
            Map<String, Entry> counted = counted(connection, now);
            userIds.forEach(user -> counted.putIfAbsent(user, new Entry(now, false, object)));
        }
    }

    /** The people whom an object was let remove and may not have removed yet. */
    public synchronized Set<String> underWay(String object) {
        return Set.copyOf(going.getOrDefault(object, Set.of()));
    }

    /** Takes note of whom an object that was let go has removed: should they come back, they are asked about anew. */
    public synchronized void removed(String object, Set<String> userIds) {
        going.computeIfPresent(object, (o, users) -> {
            users.removeAll(userIds);
            return users.isEmpty() ? null : users;
        });
    }

    /** Whether the object has asked or was expected already. */
    public synchronized boolean knows(String object) {
        return seen.containsKey(object);
    }

    /** Stands for people whose number nobody knows: more than may go without an approval. */
    public Set<String> unknownNumber(String groupId) {
        return IntStream.rangeClosed(0, maxRemovals)
                .mapToObj(i -> groupId + "#" + i)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How long one who is told to wait waits. */
    public Duration gather() {
        return gather;
    }

    /** Holds whatever an object is going to remove, for it takes over what another one was held from. */
    public synchronized void hold(String object, Instant now) {
        held.computeIfAbsent(object, o -> new Hold(now));
    }

    /** Lets an object go: what it was let remove is done. That counts on. */
    public synchronized void settle(String object) {
        held.remove(object);
        going.remove(object);
        seen.remove(object);
    }

    /** Lets an object go that has nothing to remove, after all or any more: whom it would have removed counts for it no longer. */
    public synchronized void withdraw(String connection, String object) {
        settle(object);
        entries.getOrDefault(connection, new HashMap<>())
                .values()
                .removeIf(entry -> entry.object().equals(object) && !entry.admitted());
    }

    /** Lets an approved removal go, which does not count. */
    public synchronized void approve(Attempt attempt) {
        held.remove(attempt.object());
        going.computeIfAbsent(attempt.object(), object -> new HashSet<>()).addAll(attempt.userIds());
        entries.getOrDefault(attempt.connection(), new HashMap<>())
                .entrySet()
                .removeIf(e ->
                        attempt.userIds().contains(e.getKey()) && !e.getValue().admitted());
    }

    /** Until when the deletion of an object that is held may be held, by when that began: an operator that was down has held nothing. */
    public synchronized Instant heldUntil(String object, Instant deleted) {
        Instant since = Optional.ofNullable(held.get(object)).map(Hold::since).orElse(deleted);
        return (since.isAfter(deleted) ? since : deleted).plus(hold);
    }

    private Map<String, Entry> counted(String connection, Instant now) {
        Map<String, Entry> counted = entries.computeIfAbsent(connection, c -> new HashMap<>());
        counted.values().removeIf(entry -> !entry.at().plus(length).isAfter(now));
        return counted;
    }

    private static Duration notNegative(String key, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(key + ": expected a time from 0, such as 10m, found " + value);
        }
        return value;
    }
}
