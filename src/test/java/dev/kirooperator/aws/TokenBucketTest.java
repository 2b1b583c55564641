package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {

    private final TestingPaceTime time = new TestingPaceTime();

    @Test
    void aBurstGoesOutAtOnce() throws InterruptedException {
        TokenBucket bucket = new TokenBucket(16, 4, time);
        take(bucket, 4);
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void whatIsBeyondTheBurstComesAtTheRate() throws InterruptedException {
        TokenBucket bucket = new TokenBucket(16, 4, time);
        take(bucket, 4 + 32);
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_001));
    }

    @Test
    void aLongRestFillsTheBucketNoFurtherThanItsBurst() throws InterruptedException {
        TokenBucket bucket = new TokenBucket(4, 4, time);
        take(bucket, 4);
        time.advance(Duration.ofHours(1));
        Duration rested = time.elapsed();
        take(bucket, 5);
        assertThat(time.elapsed().minus(rested)).isBetween(Duration.ofMillis(250), Duration.ofMillis(251));
    }

    @Test
    void aRateBelowOneASecondLetsTheFirstCallOut() throws InterruptedException {
        TokenBucket bucket = new TokenBucket(0.5, 1, time);
        take(bucket, 2);
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_001));
    }

    @Test
    void aPauseEmptiesTheBucketForItsTime() throws InterruptedException {
        TokenBucket bucket = new TokenBucket(10, 10, time);
        bucket.pause(Duration.ofSeconds(3));
        take(bucket, 1);
        assertThat(time.elapsed()).isBetween(Duration.ofMillis(3_100), Duration.ofMillis(3_150));
    }

    @Test
    void aShorterPauseDoesNotEndALongerOne() throws InterruptedException {
        TokenBucket bucket = new TokenBucket(10, 10, time);
        bucket.pause(Duration.ofSeconds(3));
        bucket.pause(Duration.ZERO);
        take(bucket, 1);
        assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void afterAPauseTheRateIsLowerAndComesBack() throws InterruptedException {
        TokenBucket bucket = new TokenBucket(10, 1, time);
        take(bucket, 1);
        bucket.pause(Duration.ofSeconds(1));
        take(bucket, 20);
        assertThat(time.elapsed()).isBetween(Duration.ofMillis(3_300), Duration.ofMillis(3_900));
        time.advance(Duration.ofSeconds(30));
        take(bucket, 1);
        Duration rested = time.elapsed();
        take(bucket, 20);
        assertThat(time.elapsed().minus(rested)).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_001));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noSecondEverHoldsMoreThanTheQuota(long seed) throws InterruptedException {
        Random random = new Random(seed);
        PacingSettings settings = new PacingSettings(1 + random.nextInt(30), 0.05 + 0.95 * random.nextDouble());
        TokenBucket bucket = new TokenBucket(settings.callsPerSecond(), settings.burst(), time);
        List<Duration> taken = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            if (random.nextInt(10) == 0) {
                time.advance(Duration.ofMillis(random.nextInt(2_000)));
            }
            if (random.nextInt(50) == 0) {
                bucket.pause(Duration.ofMillis(random.nextInt(3_000)));
            }
            bucket.take(Urgency.values()[random.nextInt(Urgency.values().length)]);
            taken.add(time.elapsed());
        }
        for (Duration from : taken) {
            long within = taken.stream()
                    .filter(at -> at.compareTo(from) >= 0 && at.compareTo(from.plusSeconds(1)) < 0)
                    .count();
            assertThat(within).isLessThanOrEqualTo((long) settings.quota());
        }
    }

    @ParameterizedTest
    @CsvSource({"0.8, 2", "0.5, 1.25", "0.1, 1", "0.95, 1", "1, 1"})
    void aBurstLeavesTheQuotaOfASecondWhole(double share, double burst) {
        assertThat(new PacingSettings(20, share).burst()).isEqualTo(burst);
    }

    @Test
    void aLongPauseIsNotWaitedFor() throws InterruptedException {
        TokenBucket bucket = new TokenBucket(10, 2, time);
        bucket.pause(Duration.ofSeconds(60));
        assertThatThrownBy(() -> bucket.take(Urgency.USUAL))
                .isInstanceOfSatisfying(
                        PausedException.class,
                        paused -> assertThat(paused.rest()).isEqualTo(Duration.ofSeconds(60)));
        time.advance(Duration.ofSeconds(55));
        take(bucket, 1);
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
    }

    @Test
    @Timeout(30)
    void aLongPauseSendsAwayThoseWhoWait() throws InterruptedException {
        TokenBucket bucket = new TokenBucket(0.001, 1, PaceTime.SYSTEM);
        take(bucket, 1);
        List<Thread> threads = new ArrayList<>();
        Map<Long, String> served = new ConcurrentSkipListMap<>();
        for (int i = 0; i < 3; i++) {
            threads.add(started(bucket, "waiter", Urgency.USUAL, served));
        }
        bucket.pause(Duration.ofSeconds(60));
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(bucket.waiting()).isZero();
        assertThat(served).isEmpty();
    }

    @Test
    void theMoreUrgentGoBeforeTheOthersAndEquallyUrgentOnesInTheOrderTheyCame() throws InterruptedException {
        GatedTime gated = new GatedTime();
        TokenBucket bucket = new TokenBucket(1, 1, gated);
        take(bucket, 1);
        Map<Long, String> served = new ConcurrentSkipListMap<>();
        List<Thread> threads = new ArrayList<>();
        for (String name : List.of("first", "second", "third")) {
            threads.add(started(bucket, name, Urgency.USUAL, served));
        }
        threads.add(started(bucket, "leaver", Urgency.LEAVING, served));
        threads.add(started(bucket, "second leaver", Urgency.LEAVING, served));
        threads.add(started(bucket, "retry", Urgency.RETRY, served));
        gated.open.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(served.values()).containsExactly("retry", "leaver", "second leaver", "first", "second", "third");
    }

    @Test
    void anInterruptedWaiterLeavesTheQueueToTheOthers() throws InterruptedException {
        GatedTime gated = new GatedTime();
        TokenBucket bucket = new TokenBucket(1, 1, gated);
        take(bucket, 1);
        Map<Long, String> served = new ConcurrentSkipListMap<>();
        Thread first = started(bucket, "first", Urgency.USUAL, served);
        Thread second = started(bucket, "second", Urgency.USUAL, served);
        first.interrupt();
        first.join();
        gated.open.countDown();
        second.join();
        assertThat(served.values()).containsExactly("first interrupted", "second");
    }

    @Test
    void aShareOutsideItsBoundsIsRefused() {
        assertThatThrownBy(() -> new PacingSettings(20, 1.2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kiro.pacing.share")
                .hasMessageContaining("1.2");
        assertThatThrownBy(() -> new PacingSettings(20, 0)).hasMessageContaining("found 0.0");
        assertThatThrownBy(() -> new PacingSettings(Double.NaN, 1)).hasMessageContaining("above 0");
        assertThat(PacingSettings.usual().callsPerSecond()).isEqualTo(16);
    }

    private static void take(TokenBucket bucket, int calls) throws InterruptedException {
        for (int i = 0; i < calls; i++) {
            bucket.take(Urgency.USUAL);
        }
    }

    /** Starts a thread that takes, and comes back when it waits. */
    private static Thread started(TokenBucket bucket, String name, Urgency urgency, Map<Long, String> served) {
        Thread thread = new Thread(() -> {
            try {
                served.put(bucket.take(urgency), name);
            } catch (InterruptedException e) {
                served.put(0L, name + " interrupted");
            } catch (PausedException e) {
                assertThat(e.rest()).isPositive();
            }
        });
        int before = bucket.waiting();
        thread.start();
        Awaitility.await().until(() -> bucket.waiting() == before + 1);
        return thread;
    }

    /** Real waiting until a gate opens, then time that jumps. */
    private static final class GatedTime implements PaceTime {

        private final TestingPaceTime time = new TestingPaceTime();
        private final CountDownLatch open = new CountDownLatch(1);

        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // the bucket loops
        public void await(Condition condition, long nanos) throws InterruptedException {
            if (open.getCount() > 0) {
                long ignored = condition.awaitNanos(1_000_000);
            } else {
                time.await(condition, nanos);
            }
        }
    }
}
