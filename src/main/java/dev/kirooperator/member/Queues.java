package dev.kirooperator.member;

import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lets those who want the same thing go one at a time. Different things seldom share a queue, and it does no harm when they do. */
final class Queues {

    private static final int COUNT = 64;

    private final List<Lock> locks =
            Stream.<Lock>generate(ReentrantLock::new).limit(COUNT).toList();

    /** Runs the action while no other one for the same key runs. */
    <T> T inTurn(String key, Supplier<T> action) {
        Lock lock = locks.get(Math.floorMod(key.hashCode(), COUNT));
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
