package dev.kirooperator.launcher;

import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets the SDK stop before Quarkus does. On a signal the SDK's own shutdown hook stops the operator while Quarkus's hook stops it too;
 * two stops at once end with a rejected task and an error in the log.
 */
@Singleton
final class OrderlyStop {

    /** A little more than {@code quarkus.operator-sdk.termination-timeout}. */
    private static final Duration LIMIT = Duration.ofSeconds(12);

    private static final Duration POLL = Duration.ofMillis(10);

    private final KiroConfig config;
    private final Operator operator;

    OrderlyStop(KiroConfig config, Operator operator) {
        this.config = config;
        this.operator = operator;
    }

    void await(@Observes @Priority(1) ShutdownEvent event) {
        // With leader election the SDK has no hook of its own, and without a signal its hook comes after Quarkus.
        if (event.isStandardShutdown() || config.leaderElection().enabled()) {
            return;
        }
        long end = System.nanoTime() + LIMIT.toNanos();
        while (operator.getRuntimeInfo().isStarted() && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
