package dev.kirooperator.converge;

import dev.kirooperator.aws.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Leaves threads free for what cannot wait, and for every connection: of the threads that reconcile, only so many work on one kind of
 * thing, or for one AWS account, at a time. The SDK's own queue knows no urgency, and a thread that waits for AWS serves nobody; so who
 * finds no place goes away at once, stands in line here, and is woken when its turn comes.
 */
public final class Turns {

    /** When somebody in line comes by itself, should it never be called. */
    public static final Duration PATIENCE = Duration.ofMinutes(1);

    /** How long a place is kept for somebody who was called and does not come. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /**
     * How many may be served at a time.
     *
     * @param usual of all but those who leave, at least 1
     * @param whenLeaving with those who leave, at least {@code usual}
     * @param connections among which this is divided, at least 1; each has one place or more
     */
    public record Places(int usual, int whenLeaving, int connections) {

        public Places {
            if (usual < 1 || whenLeaving < usual || connections < 1) {
                throw new IllegalArgumentException(
                        "Somebody has to be served: expected 1 place or more, no fewer for those who leave, and 1 connection or "
                                + "more, found " + usual + ", " + whenLeaving + " and " + connections);
            }
        }

        private int limit(Urgency urgency) {
            return urgency.compareTo(Urgency.LEAVING) <= 0 ? whenLeaving : usual;
        }

        private int limitOfOneConnection(Urgency urgency) {
            return Math.max(1, limit(urgency) / connections);
        }
    }

    private record Called(String connection, Instant since) {}

    private final Places places;
    private final InstantSource clock;
    private final Predicate<ObjectKey> isThere;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Map<ObjectKey, Called> called = new HashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();

    /**
     * @param isThere whether the controller still has an object: one that is gone, or is another installation's now, never comes when it
     *     is called. Asked under a lock: it must be quick and must not call back
     */
    public Turns(Places places, InstantSource clock, Predicate<ObjectKey> isThere) {
        this.places = places;
        this.clock = clock;
        this.isThere = isThere;
    }

    /**
     * Does the work if there is a place for it; else the object stands in line, and has to come back when it is woken, or after
     * {@link #PATIENCE}.
     *
     * @param wake makes objects come (again) whose turn it is; called on this thread, and without a lock
     */
    public <T> Optional<T> serve(Guest guest, Consumer<Collection<ObjectKey>> wake, Supplier<T> work) {
        boolean entered = enter(guest);
        try {
            return entered ? Optional.of(work.get()) : Optional.empty();
        } finally {
            wake.accept(entered ? leave(guest) : next());
        }
    }

    private synchronized boolean enter(Guest guest) {
        Line line = lines.computeIfAbsent(guest.connection(), none -> new Line());
        boolean isCalled = called.remove(guest.who()) != null;
        if (isCalled || (hasRoom(guest.connection(), guest.urgency()) && !overtakes(guest, line))) {
            line.remove(guest.who());
            taken.merge(guest.connection(), 1, Integer::sum);
            return true;
        }
        line.add(guest);
        return false;
    }

    private static boolean overtakes(Guest guest, Line line) {
        return line.urgency()
                .filter(first -> first.compareTo(guest.urgency()) <= 0)
                .isPresent();
    }

    private synchronized List<ObjectKey> leave(Guest guest) {
        taken.merge(guest.connection(), -1, Integer::sum);
        return next();
    }

    private synchronized List<ObjectKey> next() {
        Instant now = clock.instant();
        called.values().removeIf(one -> one.since().plus(GRACE).isBefore(now));
        List<ObjectKey> next = new ArrayList<>();
        for (Optional<Guest> guest = poll(); guest.isPresent(); guest = poll()) {
            if (isThere.test(guest.get().who())) {
                called.put(guest.get().who(), new Called(guest.get().connection(), now));
                next.add(guest.get().who());
            }
        }
        return next;
    }

    /** The first of a connection that has room; another connection is asked first the next time. */
    private Optional<Guest> poll() {
        Optional<String> connection = lines.entrySet().stream()
                .filter(entry -> entry.getValue()
                        .urgency()
                        .filter(first -> hasRoom(entry.getKey(), first))
                        .isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
        return connection.map(name -> {
            Line line = Optional.ofNullable(lines.remove(name)).orElseThrow();
            lines.put(name, line);
            return line.poll();
        });
    }

    private boolean hasRoom(String connection, Urgency urgency) {
        int all = called.size() + taken.values().stream().mapToInt(n -> n).sum();
        long own = called.values().stream()
                        .filter(one -> one.connection().equals(connection))
                        .count()
                + taken.getOrDefault(connection, 0);
        return all < places.limit(urgency) && own < places.limitOfOneConnection(urgency);
    }
}
