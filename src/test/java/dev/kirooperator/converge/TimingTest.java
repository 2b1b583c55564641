package dev.kirooperator.converge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "2, 2", "3, 3", "59, 59", "60, 60", "61, 60", "86400, 60"})
    void theWaitIsAsLongAsItLastedAlreadyWithinItsBounds(long elapsed, long expected) {
        assertThat(Backoff.seconds(2, 60).after(Duration.ofSeconds(elapsed))).isEqualTo(Duration.ofSeconds(expected));
    }

    @ForManySeeds
    void theWaitStaysWithinItsBounds(long seed) {
        Gen gen = new Gen(seed);
        Duration shortest = Duration.ofMillis(gen.between(1, 5_000));
        Duration longest = shortest.plus(gen.upTo(Duration.ofMinutes(10)));

        assertThat(new Backoff(shortest, longest).after(gen.upTo(Duration.ofHours(1))))
                .isBetween(shortest, longest);
    }

    @Test
    void tryingAgainAfterEachWaitDoublesTheWait() {
        Backoff backoff = Backoff.seconds(1, 60);
        Duration elapsed = Duration.ZERO;
        int tries = 0;
        while (elapsed.compareTo(Duration.ofHours(1)) < 0) {
            elapsed = elapsed.plus(backoff.after(elapsed));
            tries++;
        }

        assertThat(tries).isBetween(60, 70);
    }

    @ForManySeeds
    void theNextSyncIsLaterThanTheAgeOfASnapshotAndNeverLaterThanTheInterval(long seed) {
        Gen gen = new Gen(seed);
        Duration interval = Duration.ofMillis(gen.between(1, 3_600_000));
        SyncSettings settings = new SyncSettings(interval, MINUTE, MINUTE);

        assertThat(settings.nextSync(gen.word(gen.below(40))))
                .isGreaterThan(settings.maxAge())
                .isLessThanOrEqualTo(interval);
    }

    @Test
    void theNextSyncIsTheSameForOneObjectAndSpreadOverMany() {
        SyncSettings settings = new SyncSettings(Duration.ofMinutes(10), MINUTE, MINUTE);
        Gen gen = new Gen(1);

        assertThat(settings.nextSync("uid")).isEqualTo(settings.nextSync("uid"));
        assertThat(Gen.seeds().map(seed -> settings.nextSync(gen.word(36))).distinct())
                .hasSizeGreaterThan(100);
        assertThat(settings.maxAge()).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void anUnexpectedExceptionIsRetriedForEverAndAtLeastEveryTwoMinutes() {
        var execution = new UnlimitedRetry().initExecution();
        Duration longest = Duration.ZERO;
        for (int attempt = 0; attempt < 1_000; attempt++) {
            Duration delay = Duration.ofMillis(execution.nextDelay().orElseThrow());
            assertThat(delay).isGreaterThanOrEqualTo(longest);
            longest = delay;
        }

        assertThat(longest).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT10S, PT1M, 'kiro.sync.interval: expected a time above 0, such as 10m, found PT0S'",
        "PT-1M, PT10S, PT1M, 'kiro.sync.interval: expected a time above 0, such as 10m, found PT-1M'",
        "PT10M, PT-5S, PT1M, 'kiro.sync.settle: expected a time from 0, such as 10s, found PT-5S'",
        "PT10M, PT10S, PT-1S, 'kiro.sync.read-back: expected a time from 0, such as 10s, found PT-1S'"
    })
    void aTimeThatCannotBeIsRefused(Duration interval, Duration settle, Duration readBack, String message) {
        assertThatThrownBy(() -> new SyncSettings(interval, settle, readBack))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
