package dev.kirooperator.aws;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets calls through at a steady rate, with a small burst: the more urgent first, and of those that are equally so the first to come.
 * The rate goes down when AWS refuses calls and comes back by itself ({@link AdaptiveRate}).
 *
 * <p>The turn is in the queue and not in a reserved point of time, so that a pause that is asked for later holds back everybody who
 * still waits.
 */
final class TokenBucket {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double perNano;
    private final double capacity;
    private final PaceTime time;
    private final AdaptiveRate adaptive;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Turn> queue =
            new PriorityQueue<>(Comparator.comparing(Turn::urgency).thenComparing(Turn::number));
    private long turns;
    private double tokens;
    private long countedAt;
    private long closedUntil;

    /**
     * @param perSecond the rate
     * @param burst how many calls may go out at once after a rest, at least 1
     */
    TokenBucket(double perSecond, double burst, PaceTime time) {
        this.perNano = perSecond / NANOS_PER_SECOND;
        this.capacity = burst;
        this.time = time;
        this.tokens = capacity;
        this.countedAt = time.nanos();
        this.closedUntil = countedAt;
        this.adaptive = new AdaptiveRate(countedAt);
    }

    /**
     * Waits for a turn and a token.
     *
     * @return when the token was taken, by {@link PaceTime#nanos()}
     * @throws PausedException when a pause is on that is longer than {@link RetryAfter#PATIENCE}
     */
    long take(Urgency urgency) throws InterruptedException {
        lock.lockInterruptibly();
        Turn turn = new Turn(urgency, turns++);
        try {
            queue.add(turn);
            awaitTurn(turn);
            tokens -= 1;
            return time.nanos();
        } finally {
            queue.remove(turn);
            changed.signalAll();
            lock.unlock();
        }
    }

    /** How many callers wait. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void awaitTurn(Turn turn) throws InterruptedException {
        while (true) {
            refuseInALongPause();
            if (!turn.equals(queue.peek())) {
                changed.await();
                continue;
            }
            long wait = nanosToNextToken();
            if (wait <= 0) {
                return;
            }
            time.await(changed, wait);
        }
    }

    private void refuseInALongPause() {
        Duration rest = Duration.ofNanos(closedUntil - time.nanos());
        if (rest.compareTo(RetryAfter.PATIENCE) > 0) {
            throw new PausedException(rest);
        }
    }

    /** Takes note of a call that AWS refused as one too many: empties the bucket, keeps it empty for the given time, and fills it slower. */
    void pause(Duration pause) {
        lock.lock();
        try {
            long now = time.nanos();
            adaptive.refused(now);
            tokens = 0;
            closedUntil = Math.max(closedUntil, now + pause.toNanos());
            countedAt = Math.max(now, closedUntil);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long nanosToNextToken() {
        long now = time.nanos();
        double rate = perNano * adaptive.factor(now);
        if (now > countedAt) {
            tokens = Math.min(capacity, tokens + (now - countedAt) * rate);
            countedAt = now;
        }
        if (tokens >= 1) {
            return 0;
        }
        return countedAt - now + (long) Math.ceil((1 - tokens) / rate);
    }

    private record Turn(Urgency urgency, long number) {}
}
