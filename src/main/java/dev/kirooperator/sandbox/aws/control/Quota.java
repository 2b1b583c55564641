package dev.kirooperator.sandbox.aws.control;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts the calls of each operation by the stand-in's clock, strictly: no second, wherever it begins, has more than the rate. */
public final class Quota {
    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Map<String, Deque<Instant>> granted = new HashMap<>();

    public Quota(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes one call of {@code api} at {@code rate} calls a second; false when there is none left. A refused call does not count. */
    public synchronized boolean tryAcquire(String api, int rate) {
        Instant now = clock.instant();
        Deque<Instant> calls = granted.computeIfAbsent(api, none -> new ArrayDeque<>());
        while (!calls.isEmpty() && !calls.getFirst().plus(WINDOW).isAfter(now)) {
            calls.removeFirst();
        }
        if (calls.size() >= rate) {
            return false;
        }
        calls.addLast(now);
        return true;
    }
}
