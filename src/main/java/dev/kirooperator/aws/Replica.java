package dev.kirooperator.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A local copy of something at AWS that can only be read as a whole.
 *
 * <p>Callers that come while a read is running share it. A read that fails leaves the copy as it was and fails its callers. Own
 * changes are made to the copy at once; those made while a read runs are made again to what it brings, since the read may have
 * passed that place before the change.
 *
 * @param <S> the copy; either immutable, or safe to be changed while others read it
 */
public final class Replica<S> {

    private final Function<Instant, S> reader;
    private final InstantSource clock;
    private @Nullable Copy<S> copy;
    private @Nullable Reading<S> reading;
    private final Map<Object, Long> changes = new HashMap<>();
    private long invalidations;

    /**
     * @param reader reads the whole thing; is given the time at which it begins
     */
    public Replica(Function<Instant, S> reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * The copy, read again first when its read began longer ago than {@code maxAge}, or before {@link #invalidate}.
     *
     * @throws AwsException when the read fails
     */
    public S get(Duration maxAge) {
        Instant asked = clock.instant();
        while (true) {
            Reading<S> mine;
            Reading<S> others;
            synchronized (this) {
                Copy<S> current = copy;
                if (current != null && isFresh(current, asked, maxAge)) {
                    return current.value();
                }
                others = reading;
                mine = new Reading<>(invalidations);
                if (others == null) {
                    reading = mine;
                }
            }
            if (others == null) {
                return read(mine);
            }
            await(others);
        }
    }

    /** The copy as it is, however old; empty before the first read and after {@link #invalidate}. */
    public synchronized Optional<S> peek() {
        Copy<S> current = copy;
        return current == null || current.generation() != invalidations
                ? Optional.empty()
                : Optional.of(current.value());
    }

    /** The copy as it is, however old and whether or not it was invalidated; empty before the first read. */
    public synchronized Optional<S> latest() {
        return Optional.ofNullable(copy).map(Copy::value);
    }

    /**
     * Makes an own change, already done at AWS, to the copy.
     *
     * @param part what is changed, in the caller's own terms; reads of other parts are not disturbed
     * @param change is called for each copy that needs it, under this object's lock: it must be quick and must not call back
     */
    public synchronized void change(Object part, UnaryOperator<S> change) {
        changes.merge(part, 1L, Long::sum);
        apply(change);
    }

    /** How often a part was changed so far: to be asked before that part is read for {@link #observe}. */
    public synchronized long changes(Object part) {
        return changes.getOrDefault(part, 0L);
    }

    /**
     * Puts into the copy what a read of one part showed, unless an own change to that part came between: the read may have passed
     * before it.
     *
     * @param before {@link #changes} of the part as it was before the read
     * @param observation like the change of {@link #change}
     * @return whether it was put
     */
    public synchronized boolean observe(Object part, long before, UnaryOperator<S> observation) {
        if (changes(part) != before) {
            return false;
        }
        apply(observation);
        return true;
    }

    private synchronized void apply(UnaryOperator<S> change) {
        Copy<S> current = copy;
        if (current != null) {
            copy = current.with(change.apply(current.value()));
        }
        Reading<S> running = reading;
        if (running != null) {
            running.journal.add(change);
        }
    }

    /** Makes the next caller read again, whatever age it would accept; a read that is running already does not count. */
    public synchronized void invalidate() {
        invalidations++;
    }

    private boolean isFresh(Copy<S> current, Instant asked, Duration maxAge) {
        return current.generation() == invalidations
                && Duration.between(current.readAt(), asked).compareTo(maxAge) <= 0;
    }

    private S read(Reading<S> mine) {
        try {
            Instant begun = clock.instant();
            S value = finish(mine, begun, reader.apply(begun));
            mine.done.complete(value);
            return value;
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                reading = null;
            }
            mine.done.completeExceptionally(e);
            throw e;
        }
    }

    private synchronized S finish(Reading<S> mine, Instant begun, S value) {
        S replayed = value;
        for (UnaryOperator<S> change : mine.journal) {
            replayed = change.apply(replayed);
        }
        copy = new Copy<>(replayed, begun, mine.generation);
        reading = null;
        return replayed;
    }

    private static void await(Reading<?> others) {
        try {
            Object ignored = others.done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsException(
                    new AwsFailure.Transient(new AwsCall(
                            "Read",
                            Optional.empty(),
                            "interrupted while waiting for a read that others share",
                            Optional.empty())),
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AwsException shared) {
                throw new AwsException(shared.failure(), shared);
            }
            throw new IllegalStateException("The shared read failed: " + e.getCause(), e);
        }
    }

    private record Copy<S>(S value, Instant readAt, long generation) {
        Copy<S> with(S changed) {
            return new Copy<>(changed, readAt, generation);
        }
    }

    /** A read that is under way; its journal is guarded by the replica's lock. */
    private static final class Reading<S> {
        final CompletableFuture<S> done = new CompletableFuture<>();
        final List<UnaryOperator<S>> journal = new ArrayList<>();
        final long generation;

        Reading(long generation) {
            this.generation = generation;
        }
    }
}
