package dev.kirooperator.sandbox.aws.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SandboxClockTest {
    private static final Instant START = Instant.parse("2026-01-15T09:00:00Z");

    @Test
    void aFrozenClockStandsUntilItIsMoved() {
        SandboxClock clock = SandboxClock.frozen(START);

        assertThat(clock.instant()).isEqualTo(START).isEqualTo(clock.instant());
        clock.advance(Duration.ofDays(1));
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofDays(1)));
        clock.set(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
    }

    @Test
    void aRunningClockStartsWhereItIsToldAndNeverGoesBack() {
        SandboxClock clock = SandboxClock.running(START);

        Instant first = clock.instant();
        assertThat(first).isBetween(START, START.plus(Duration.ofMinutes(10)));
        assertThat(clock.instant()).isAfterOrEqualTo(first);
        clock.advance(Duration.ofDays(30));
        assertThat(clock.instant()).isAfterOrEqualTo(first.plus(Duration.ofDays(30)));
    }

    @Test
    void noClockGoesBack() {
        SandboxClock clock = SandboxClock.frozen(START);

        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> clock.set(START.minusSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(clock.instant()).isEqualTo(START);
    }
}
