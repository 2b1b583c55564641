package dev.kirooperator.aws;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** One token bucket for each API operation of one connection: AWS counts calls by operation and account. */
final class Pacer {

    private final PacingSettings settings;
    private final PaceTime time;
    private final ConcurrentMap<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    Pacer(PacingSettings settings, PaceTime time) {
        this.settings = settings;
        this.time = time;
    }

    /** Waits until a call to the operation may go out. */
    void await(String operation, Urgency urgency) throws InterruptedException {
        bucket(operation).take(urgency);
    }

    /** Takes note that AWS refused a call as one too many, and lets nothing through for the time AWS asked for. */
    void throttled(String operation, Duration retryAfter) {
        bucket(operation).pause(retryAfter);
    }

    private TokenBucket bucket(String operation) {
        return buckets.computeIfAbsent(
                operation, name -> new TokenBucket(settings.callsPerSecond(), settings.burst(), time));
    }
}
