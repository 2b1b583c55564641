package dev.kirooperator.seat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;

/** A point in time that may come as epoch seconds or milliseconds, or as an ISO 8601 text: which one Kiro sends is not documented. */
final class Moments {

    /** As seconds this is the year 5138, as milliseconds 1973: whatever is larger is no number of seconds. */
    private static final BigDecimal LARGEST_SECONDS = BigDecimal.valueOf(100_000_000_000L);

    private Moments() {}

    /** The time; empty when there is none, or it is in a form that is not known here. */
    static Optional<Instant> read(@Nullable Document moment) {
        if (moment == null) {
            return Optional.empty();
        }
        try {
            if (moment.isNumber()) {
                return Optional.of(epoch(moment.asNumber().bigDecimalValue()));
            }
            return moment.isString() ? text(moment.asString()) : Optional.empty();
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> text(String value) {
        if (value.matches("\\d{1,14}(\\.\\d{1,9})?")) {
            return Optional.of(epoch(new BigDecimal(value)));
        }
        return Optional.of(OffsetDateTime.parse(value).toInstant());
    }

    private static Instant epoch(BigDecimal number) {
        BigDecimal seconds = number.compareTo(LARGEST_SECONDS) > 0 ? number.movePointLeft(3) : number;
        if (seconds.compareTo(LARGEST_SECONDS) > 0) {
            throw new DateTimeException("neither seconds nor milliseconds: " + number);
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        long nanos = seconds.subtract(whole).movePointRight(9).longValue();
        return Instant.ofEpochSecond(whole.longValueExact(), nanos);
    }
}
