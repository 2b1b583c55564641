package dev.kirooperator.sandbox.aws.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private final List<String> happened = new ArrayList<>();
    private final Agenda agenda = new Agenda(Instant.parse("2026-01-31T23:59:00Z"));

    @Test
    void whatIsDueHappensInTheOrderOfTimeAndThenOfEntry() {
        plan("2026-01-31T23:59:30Z", "second");
        plan("2026-01-31T23:59:10Z", "first");
        plan("2026-01-31T23:59:30Z", "third");

        runUntil("2026-01-31T23:59:29Z");
        assertThat(happened).containsExactly("first");
        runUntil("2026-01-31T23:59:30Z");
        assertThat(happened).containsExactly("first", "second", "third");
        assertThat(agenda.size()).isZero();
    }

    @Test
    void theMonthTurnsBeforeWhatIsDueAtItsFirstInstant() {
        plan("2026-02-01T00:00:00Z", "new month");
        plan("2026-01-31T23:59:59Z", "old month");

        runUntil("2026-02-01T00:00:00Z");

        assertThat(happened).containsExactly("old month", "turn", "new month");
    }

    @Test
    void severalMonthsTurnOneByOne() {
        plan("2026-03-15T00:00:00Z", "march");

        runUntil("2026-04-01T00:00:00Z");
        runUntil("2026-04-01T00:00:00Z");

        assertThat(happened).containsExactly("turn", "turn", "march", "turn");
    }

    private void plan(String time, String what) {
        agenda.add(Instant.parse(time), () -> happened.add(what));
    }

    private void runUntil(String time) {
        agenda.run(Instant.parse(time), () -> happened.add("turn"));
    }
}
