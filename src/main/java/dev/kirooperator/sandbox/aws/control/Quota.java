package dev.kirooperator.sandbox.aws.control;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** A token bucket for each operation, refilled by the stand-in's clock; it holds one second's calls. */
public final class Quota {
    private record Bucket(double tokens, Instant at) {}

    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new HashMap<>();

    public Quota(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes one call of {@code api} at {@code rate} calls a second; false when there is none left. */
    public synchronized boolean tryAcquire(String api, int rate) {
        Instant now = clock.instant();
        Bucket bucket = buckets.getOrDefault(api, new Bucket(rate, now));
        double earned = Duration.between(bucket.at(), now).toNanos() / 1e9 * rate;
        double tokens = Math.min(rate, bucket.tokens() + earned);
        boolean granted = tokens >= 1;
        buckets.put(api, new Bucket(granted ? tokens - 1 : tokens, now));
        return granted;
    }
}
