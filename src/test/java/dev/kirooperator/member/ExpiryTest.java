package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.converge.ExpirySettings;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryTest {

    private static final Instant END = Instant.parse("2027-03-31T00:00:00Z");
    private static final Expiry EXPIRY = new Expiry(new ExpirySettings(Duration.ofDays(7)));
    private static final Expiry SILENT = new Expiry(new ExpirySettings(Duration.ZERO));

    @ParameterizedTest(name = "{0} before the end: {1}, looks again after {2}")
    @CsvSource({
        "P100D,        false, P93D",
        "P7DT0.001S,   false, PT0.001S",
        "P7D,          true,  P7D",
        "PT1.5S,       true,  PT1.5S",
        "PT0.001S,     true,  PT0.001S",
        "PT0.0000001S, true,  PT0.001S"
    })
    void theWarningAndTheEndAreScheduledExactly(Duration before, boolean warned, Duration next) {
        Instant now = END.minus(before);

        assertThat(EXPIRY.warning(END, now).isPresent()).isEqualTo(warned);
        assertThat(EXPIRY.untilNext(END, now)).isEqualTo(next);
    }

    @Test
    void theWarningNamesTheTimeAndWhatToDo() {
        assertThat(EXPIRY.warning(END, END.minusSeconds(1))).hasValueSatisfying(warning -> {
            assertThat(warning.reason()).isEqualTo(Reason.EXPIRES_SOON);
            assertThat(warning.message()).contains("2027-03-31T00:00:00Z", "spec.expiresAt", "later time");
        });
    }

    @Test
    void aWarningOfZeroLengthIsNone() {
        assertThat(SILENT.warning(END, END.minusNanos(1))).isEmpty();
        assertThat(SILENT.untilNext(END, END.minusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
    }

    @ForManySeeds
    void nobodyIsWokenBeforeTheMomentAndNoMomentIsMissed(long seed) {
        Gen gen = new Gen(seed);
        Instant now = END.minus(gen.upTo(Duration.ofDays(20))).minusNanos(gen.below(1_000_000));
        Instant begin = END.minus(Duration.ofDays(7));
        Instant moment = now.isBefore(begin) ? begin : END;

        Instant woken = now.plus(EXPIRY.untilNext(END, now));
        assertThat(woken).isBetween(moment, moment.plusMillis(1));
    }
}
