package dev.kirooperator.member;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lets those who want the same thing go one at a time. Different things seldom share a queue, and it does no harm when they do. */
final class Queues {

    private static final int COUNT = 64;

    private final List<Lock> locks =
            Stream.<Lock>generate(ReentrantLock::new).limit(COUNT).toList();
    private final Duration patience;

    /**
     * Makes empty queues.
     *
     * @param patience how long to wait for one's turn: a call that AWS does not answer must not hold every thread
     */
    Queues(Duration patience) {
        this.patience = patience;
    }

    /** Runs the action while no other one for the same key runs; empty when the turn did not come. */
    <T> Optional<T> inTurn(String key, Supplier<T> action) {
        Lock lock = locks.get(Math.floorMod(key.hashCode(), COUNT));
        if (!acquire(lock)) {
            return Optional.empty();
        }
        try {
            return Optional.of(action.get());
        } finally {
            lock.unlock();
        }
    }

    private boolean acquire(Lock lock) {
        try {
            return lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
