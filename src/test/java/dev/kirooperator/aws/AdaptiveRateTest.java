package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveRateTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void nothingIsTakenAwayBeforeARefusal() {
        assertThat(new AdaptiveRate(5).factor(5)).isEqualTo(1);
    }

    @Test
    void aBurstOfRefusalsCountsOnce() {
        AdaptiveRate rate = new AdaptiveRate(0);
        for (int i = 0; i < 10; i++) {
            rate.refused(i * SECOND / 20);
        }
        assertThat(rate.factor(SECOND / 2)).isCloseTo(0.7, within(0.02));
    }

    @Test
    void refusalsWithoutEndLeaveAThirteenth() {
        AdaptiveRate rate = new AdaptiveRate(0);
        for (int i = 1; i < 100; i++) {
            rate.refused(i * SECOND);
        }
        assertThat(rate.factor(99 * SECOND)).isCloseTo(1.0 / 13, within(0.001));
    }

    @Test
    void halfAMinuteWithoutARefusalGivesAllBack() {
        AdaptiveRate rate = new AdaptiveRate(0);
        for (int i = 1; i < 100; i++) {
            rate.refused(i * SECOND);
        }
        assertThat(rate.factor(114 * SECOND)).isBetween(0.5, 0.6);
        assertThat(rate.factor(129 * SECOND)).isEqualTo(1);
    }

    /**
     * Another client takes so many of AWS's 20 calls a second, evenly. Of what is left at least two thirds are used, and of what is sent at most an
     * eighth is refused.
     */
    @ParameterizedTest
    @ValueSource(ints = {6, 10, 14})
    void whatOthersLeaveIsUsedWithFewRefusals(int others) throws InterruptedException {
        TestingPaceTime time = new TestingPaceTime();
        TokenBucket bucket = new TokenBucket(16, 4, time);
        SharedQuota quota = new SharedQuota(20, others);
        int granted = 0;
        int refused = 0;
        while (time.elapsed().compareTo(Duration.ofMinutes(5)) < 0) {
            if (quota.grants(bucket.take(Urgency.USUAL))) {
                granted++;
            } else {
                refused++;
                bucket.pause(Duration.ZERO);
            }
        }
        assertThat(granted / 300.0).as("calls a second").isBetween((20 - others) * 0.66, 16.1);
        assertThat(refused / (double) (granted + refused)).as("refused").isLessThan(0.125);
    }

    /** AWS's quota in any one second, of which another client takes its part as evenly as it can. */
    private static final class SharedQuota {

        private final int perSecond;
        private final long step;
        private final Deque<Long> calls = new ArrayDeque<>();
        private long nextOfOthers;

        SharedQuota(int perSecond, int others) {
            this.perSecond = perSecond;
            this.step = SECOND / others;
        }

        boolean grants(long now) {
            while (nextOfOthers <= now) {
                boolean ignored = take(nextOfOthers);
                nextOfOthers += step;
            }
            return take(now);
        }

        private boolean take(long now) {
            while (!calls.isEmpty() && calls.getFirst() + SECOND <= now) {
                calls.removeFirst();
            }
            if (calls.size() >= perSecond) {
                return false;
            }
            calls.addLast(now);
            return true;
        }
    }
}
