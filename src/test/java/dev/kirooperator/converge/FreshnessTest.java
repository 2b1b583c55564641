package dev.kirooperator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final Instant BEGUN = Instant.parse("2026-11-27T12:00:00Z");

    @Test
    void aForcedLookTakesWhatWasReadSinceItBegan() {
        Freshness forced = new Freshness.Forced(BEGUN, () -> BEGUN.plusSeconds(3));
        assertThat(forced.maxAge()).isEqualTo(Duration.ofSeconds(3));
        assertThat(forced.isForced()).isTrue();
    }

    @Test
    void aRegularLookTakesWhatIsAsOldAsTheSettingsAllow() {
        Freshness usual = new Freshness.Usual(Duration.ofMinutes(8));
        assertThat(usual.maxAge()).isEqualTo(Duration.ofMinutes(8));
        assertThat(usual.isForced()).isFalse();
    }
}
