package dev.kirooperator.aws;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/** Time that stands still, and jumps to the end of every wait. */
final class TestingPaceTime implements PaceTime {

    private final AtomicLong now = new AtomicLong();

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void await(Condition condition, long nanos) {
        now.addAndGet(nanos);
    }

    void advance(Duration by) {
        now.addAndGet(by.toNanos());
    }

    Duration elapsed() {
        return Duration.ofNanos(now.get());
    }
}
