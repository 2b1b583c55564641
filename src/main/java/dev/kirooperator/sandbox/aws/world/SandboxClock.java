package dev.kirooperator.sandbox.aws.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The stand-in's time: real time plus a movable offset, or frozen so that it moves only when told to. It never goes back. */
public final class SandboxClock implements InstantSource {
    /** Far enough for every test; the months up to a time are turned one by one. */
    static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final InstantSource base;
    private volatile Duration offset;

    private SandboxClock(InstantSource base, Duration offset) {
        this.base = base;
        this.offset = offset;
    }

    /** A clock that runs with real time, starting at {@code start}. */
    public static SandboxClock running(Instant start) {
        InstantSource system = InstantSource.system();
        return new SandboxClock(system, Duration.between(system.instant(), start));
    }

    /** A clock that stands at {@code start} until it is moved. */
    public static SandboxClock frozen(Instant start) {
        return new SandboxClock(InstantSource.fixed(start), Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset);
    }

    /** Moves the clock forward; throws {@link IllegalArgumentException} on a negative duration, or one beyond {@link #LATEST}. */
    public synchronized void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException(
                    "The clock only moves forward, not by " + by + "; reset the stand-in to go back.");
        }
        if (by.compareTo(Duration.between(instant(), LATEST)) > 0) {
            throw new IllegalArgumentException(
                    "The clock goes no further than " + LATEST + ", not forward by " + by + ".");
        }
        offset = offset.plus(by);
    }

    /** Moves the clock to {@code time}; throws {@link IllegalArgumentException} when that is in its past. */
    public synchronized void set(Instant time) {
        advance(Duration.between(instant(), time));
    }
}
