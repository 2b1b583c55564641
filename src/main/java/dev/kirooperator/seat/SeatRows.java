package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.generated.usersubscriptions.model.PlanType;
import dev.kirooperator.aws.generated.usersubscriptions.model.Principal;
import dev.kirooperator.aws.generated.usersubscriptions.model.Subscription;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code ListUserSubscriptions}. A word that is not known here never spoils a row. */
final class SeatRows {

    private static final Comparator<Seat> LIVELIEST_FIRST = Comparator.comparing(seat -> switch (seat.status()) {
        case ACTIVE -> 0;
        case PENDING -> 1;
        case UNKNOWN -> 2;
        case CANCELLED -> 3;
    });

    private SeatRows() {}

    /** The seats by user id. Where a user has several rows, the one that counts most for the user: active before pending. */
    static Map<String, Seat> byUser(List<Subscription> rows) {
        return rows.stream()
                .filter(Objects::nonNull)
                .flatMap(row -> seat(row).stream())
                .collect(Collectors.toUnmodifiableMap(
                        Seat::userId, Function.identity(), BinaryOperator.minBy(LIVELIEST_FIRST)));
    }

    /** The seat of a row; empty when the row is not about a user. */
    static Optional<Seat> seat(Subscription row) {
        return Optional.ofNullable(row.principal()).map(Principal::user).map(userId -> {
            Optional<Plan> assigned = plan(row.type());
            return new Seat(
                    userId,
                    word(row.status(), SeatRows::status, SeatStatus.UNKNOWN),
                    assigned,
                    row.activatedType() == null ? assigned : plan(row.activatedType()),
                    word(row.aggregatedSubscriptionType(), SeatRows::source, SeatSource.UNKNOWN),
                    Moments.read(row.activationDate()));
        });
    }

    static Optional<Plan> plan(@Nullable PlanType type) {
        return Optional.ofNullable(type).map(PlanType::amazonQ).flatMap(PlanNames::read);
    }

    private static SeatStatus status(String word) {
        return switch (word) {
            case "ACTIVE" -> SeatStatus.ACTIVE;
            case "PENDING" -> SeatStatus.PENDING;
            case "CANCELLED", "CANCELED" -> SeatStatus.CANCELLED;
            default -> SeatStatus.UNKNOWN;
        };
    }

    private static SeatSource source(String word) {
        return switch (word) {
            case "INDIVIDUAL" -> SeatSource.INDIVIDUAL;
            case "GROUP" -> SeatSource.GROUP;
            case "INDIVIDUAL_AND_GROUP" -> SeatSource.INDIVIDUAL_AND_GROUP;
            default -> SeatSource.UNKNOWN;
        };
    }

    private static <T> T word(@Nullable String value, Function<String, T> known, T absent) {
        return value == null ? absent : known.apply(value);
    }
}
