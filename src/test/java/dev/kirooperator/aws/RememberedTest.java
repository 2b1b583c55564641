package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AtomicInteger asked = new AtomicInteger();
    private final Remembered<Integer> answer = new Remembered<>(asked::incrementAndGet, now::get);

    @Test
    void theQuestionIsAskedOnceAnHour() {
        assertThat(answer.get()).isEqualTo(1);
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(59)));
        assertThat(answer.get()).isEqualTo(1);
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(60)));
        assertThat(answer.get()).isEqualTo(2);
    }

    @Test
    void whatIsForgottenIsAskedAgain() {
        assertThat(answer.get()).isEqualTo(1);
        answer.forget();
        assertThat(answer.get()).isEqualTo(2);
    }
}
