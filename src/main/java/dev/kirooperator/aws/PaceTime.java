package dev.kirooperator.aws;

import java.util.concurrent.locks.Condition;

/** The time that a {@link Pacer} goes by. */
interface PaceTime {

    /** The JVM's own time. */
    PaceTime SYSTEM = new PaceTime() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // the caller loops
        public void await(Condition condition, long nanos) throws InterruptedException {
            long ignored = condition.awaitNanos(nanos);
        }
    };

    /** Nanoseconds since some fixed point. */
    long nanos();

    /** Waits until the time is up or the condition is signalled; the caller holds the condition's lock. */
    void await(Condition condition, long nanos) throws InterruptedException;
}
