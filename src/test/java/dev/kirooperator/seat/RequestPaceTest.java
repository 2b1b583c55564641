package dev.kirooperator.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestPaceTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final RequestPace PACE = new RequestPace(Duration.ofMinutes(1));

    @Test
    void theFirstRequestIsRepeatedAfterTheReadBackTime() {
        assertThat(PACE.repeatAt(NOON, NOON)).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void aReadBackTimeOfMoreThanAnHourCounts() {
        assertThat(new RequestPace(Duration.ofHours(3)).repeatAt(NOON, NOON.minusSeconds(9)))
                .isEqualTo(NOON.plus(Duration.ofHours(3)));
    }

    @ForManySeeds
    void thePauseIsBetweenTheReadBackTimeAndAnHour(long seed) {
        Gen gen = new Gen(seed);
        Instant sentAt = gen.within24Hours(NOON);
        Instant first = sentAt.minus(gen.upTo(Duration.ofHours(24)));

        assertThat(Duration.between(sentAt, PACE.repeatAt(sentAt, first)))
                .isBetween(Duration.ofMinutes(1), Duration.ofHours(1));
    }
}
