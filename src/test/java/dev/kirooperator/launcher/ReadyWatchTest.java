package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.launcher.ExampleTable.Row;
import dev.kirooperator.launcher.ReadyWatch.Outcome;
import dev.kirooperator.launcher.ReadyWatch.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadyWatchTest {

    private static final ExampleTable WAITING = table("WaitingForSeat", false);
    private static final ExampleTable READY = table("Synced", true);

    private final List<ExampleTable> shown = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-25T09:00:00Z");
    private boolean operatorLives = true;

    @Test
    void looksUntilEveryExampleIsReady() throws Exception {
        assertThat(watch(Duration.ofSeconds(60), WAITING, WAITING, READY)).isEqualTo(new Result(Outcome.READY, READY));
        assertThat(shown).containsExactly(WAITING, WAITING, READY);
    }

    @Test
    void givesUpAtTheLimitWithTheLastLook() throws Exception {
        assertThat(watch(Duration.ofMillis(999), WAITING, WAITING, WAITING, READY))
                .isEqualTo(new Result(Outcome.LATE, WAITING));
        assertThat(shown).hasSize(3);
    }

    @Test
    void looksOnceMoreAtTheVeryLimit() throws Exception {
        assertThat(watch(Duration.ofSeconds(1), WAITING, WAITING, READY).outcome())
                .isEqualTo(Outcome.READY);
    }

    @Test
    void endsWithTheOperator() throws Exception {
        operatorLives = false;

        assertThat(watch(Duration.ofSeconds(60), WAITING, READY))
                .isEqualTo(new Result(Outcome.OPERATOR_ENDED, WAITING));
    }

    @Test
    void whatIsReadyIsReadyWhateverBecomesOfTheOperator() throws Exception {
        operatorLives = false;

        assertThat(watch(Duration.ofSeconds(60), READY).outcome()).isEqualTo(Outcome.READY);
    }

    /** Each wait takes as long as it may, on this test's clock. */
    private Result watch(Duration limit, ExampleTable... looks) throws InterruptedException {
        Deque<ExampleTable> next = new ArrayDeque<>(List.of(looks));
        ReadyWatch.Ends operator = wait -> {
            now = now.plus(wait);
            return !operatorLives;
        };
        return new ReadyWatch(next::pop, shown::add, operator, () -> now).run(limit);
    }

    private static ExampleTable table(String reason, boolean ready) {
        return new ExampleTable(List.of(new Row("kmember/ada", ready, reason, "", "")), Optional.empty());
    }
}
