package dev.kirooperator.converge;

import dev.kirooperator.aws.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Leaves threads free for what cannot wait: of the threads that reconcile, only so many work on anything else at a time. The SDK's
 * own queue knows no urgency, and a thread that waits for AWS's pace serves nobody; so who finds no place goes away at once, stands in
 * line here, and is woken when its turn comes.
 */
public final class Turns {

    /** When somebody in line comes by itself, should it never be called. */
    public static final Duration PATIENCE = Duration.ofMinutes(1);

    /** How long a place is kept for somebody who was called and does not come. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final int places;
    private final InstantSource clock;
    private final Set<ObjectKey> line = new LinkedHashSet<>();
    private final Map<ObjectKey, Instant> called = new HashMap<>();
    private int taken;

    /**
     * @param places how many may be served at a time, at least 1
     */
    public Turns(int places, InstantSource clock) {
        if (places < 1) {
            throw new IllegalArgumentException("Somebody has to be served: expected 1 place or more, found " + places);
        }
        this.places = places;
        this.clock = clock;
    }

    /**
     * Does the work if it is urgent or there is a place for it; else the object stands in line, and has to come back when it is woken,
     * or after {@link #PATIENCE}.
     *
     * @param wake makes objects come (again) whose turn it is; called on this thread, and without a lock
     */
    public <T> Optional<T> serve(
            ObjectKey who, Urgency urgency, Consumer<Collection<ObjectKey>> wake, Supplier<T> work) {
        if (urgency != Urgency.USUAL) {
            forget(who, wake);
            return Optional.of(work.get());
        }
        boolean entered = enter(who);
        try {
            return entered ? Optional.of(work.get()) : Optional.empty();
        } finally {
            wake.accept(entered ? leave() : next());
        }
    }

    /** Takes an object out of the line: it does not need a turn any more. */
    public void forget(ObjectKey who, Consumer<Collection<ObjectKey>> wake) {
        wake.accept(withdraw(who));
    }

    private synchronized boolean enter(ObjectKey who) {
        boolean isCalled = called.remove(who) != null;
        if (isCalled || (line.isEmpty() && taken + called.size() < places)) {
            line.remove(who);
            taken++;
            return true;
        }
        line.add(who);
        return false;
    }

    private synchronized List<ObjectKey> leave() {
        taken--;
        return next();
    }

    private synchronized List<ObjectKey> withdraw(ObjectKey who) {
        line.remove(who);
        called.remove(who);
        return next();
    }

    private synchronized List<ObjectKey> next() {
        Instant now = clock.instant();
        called.values().removeIf(since -> since.plus(GRACE).isBefore(now));
        List<ObjectKey> next = new ArrayList<>();
        Iterator<ObjectKey> waiting = line.iterator();
        while (waiting.hasNext() && taken + called.size() < places) {
            ObjectKey first = waiting.next();
            waiting.remove();
            called.put(first, now);
            next.add(first);
        }
        return next;
    }
}
