package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.MonthlyCost;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatCounts;
import dev.kirooperator.seat.PriceList;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The seats on a team's account. Pure.
 *
 * @param inGroup the seats of the users in the group
 * @param left the seats of users who left it while the team paid for them
 * @param paid ids of the users, in both, whom the team pays for
 * @param coming plans that come to users in the group through its assignment, and of which AWS shows no seat yet
 */
record TeamCost(Collection<Seat> inGroup, Collection<Seat> left, Set<String> paid, Collection<Plan> coming) {

    /** The seats by state, those of users who left and are still charged included. */
    SeatCounts count() {
        List<Seat> seats = Stream.concat(inGroup.stream(), charged(left)).toList();
        return new SeatCounts(
                count(seats, SeatStatus.ACTIVE),
                count(seats, SeatStatus.PENDING),
                count(seats, SeatStatus.CANCELLED),
                (int) inGroup.stream()
                        .filter(seat -> seat.status() != SeatStatus.UNKNOWN && !paid.contains(seat.userId()))
                        .count(),
                remembered());
    }

    /** Active seats and those cancelled this month are paid for; pending ones are not until their first sign-in. */
    MonthlyCost estimate(PriceList prices) {
        List<Seat> seats = Stream.concat(inGroup.stream().filter(seat -> paid.contains(seat.userId())), charged(left))
                .toList();
        BigDecimal cancelled = sum(seats, SeatStatus.CANCELLED, prices);
        BigDecimal now = sum(seats, SeatStatus.ACTIVE, prices).add(cancelled);
        return new MonthlyCost(
                money(now),
                prices.currency(),
                money(now.add(sum(seats, SeatStatus.PENDING, prices))
                        .add(coming.stream().map(prices::monthly).reduce(BigDecimal.ZERO, BigDecimal::add))),
                money(cancelled),
                credits(seats, prices));
    }

    /**
     * Whoever left keeps the seat until AWS has followed, up to a day for a group, and then has it cancelled until the month's end. An
     * individual seat that stays in use is nobody's.
     */
    private Stream<Seat> charged(Collection<Seat> seats) {
        return seats.stream()
                .filter(seat -> paid.contains(seat.userId()))
                .filter(seat -> seat.status() == SeatStatus.CANCELLED || seat.source() != SeatSource.INDIVIDUAL);
    }

    private @Nullable List<String> remembered() {
        List<String> ids = left.stream().map(Seat::userId).sorted().toList();
        return ids.isEmpty() ? null : ids;
    }

    private static int count(Collection<Seat> seats, SeatStatus status) {
        return (int) seats.stream().filter(seat -> seat.status() == status).count();
    }

    private static BigDecimal sum(Collection<Seat> seats, SeatStatus status, PriceList prices) {
        return seats.stream()
                .filter(seat -> seat.status() == status)
                .flatMap(seat -> seat.effectivePlan().stream())
                .map(prices::monthly)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static int credits(Collection<Seat> seats, PriceList prices) {
        return seats.stream()
                .filter(seat -> seat.status() == SeatStatus.ACTIVE)
                .flatMap(seat -> seat.effectivePlan().stream())
                .mapToInt(prices::credits)
                .sum();
    }

    private static String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.UNNECESSARY).toPlainString();
    }
}
