package dev.kirooperator.sandbox.aws.world;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is due later: delayed changes, and the turns of the month (UTC), run in the order of their times. */
final class Agenda {
    private record Due(Instant at, long sequence, Runnable change) {}

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::sequence));
    private long sequence;
    private YearMonth month;

    Agenda(Instant start) {
        month = YearMonth.from(start.atOffset(ZoneOffset.UTC));
    }

    void add(Instant at, Runnable change) {
        queue.add(new Due(at, ++sequence, change));
    }

    int size() {
        return queue.size();
    }

    /** Runs everything due at {@code now} or before. */
    void run(Instant now, Runnable onMonth) {
        while (true) {
            Instant turn = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            @Nullable Due head = queue.peek();
            if (head != null && head.at().isBefore(turn) && !head.at().isAfter(now)) {
                queue.remove();
                head.change().run();
            } else if (!turn.isAfter(now)) {
                month = month.plusMonths(1);
                onMonth.run();
            } else {
                return;
            }
        }
    }
}
