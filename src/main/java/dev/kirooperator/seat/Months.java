package dev.kirooperator.seat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Kiro's billing months. That they turn at midnight UTC is inferred: no source names the time zone. */
public final class Months {

    private static final Duration LONGEST_HOLD = Duration.ofHours(1);

    private Months() {}

    /** When the month of the given time began. */
    static Instant begin(Instant time) {
        return month(time).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** When the month of the given time ends, and cancellations and downgrades take effect. */
    public static Instant end(Instant time) {
        return month(time).plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Until when a refused request is held: an hour, and at most until AWS takes a new one, when the month turns. */
    public static Instant holdUntil(Instant refusedAt) {
        Instant hold = refusedAt.plus(LONGEST_HOLD);
        return end(refusedAt).isBefore(hold) ? end(refusedAt) : hold;
    }

    static boolean isSame(Instant a, Instant b) {
        return month(a).equals(month(b));
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }
}
