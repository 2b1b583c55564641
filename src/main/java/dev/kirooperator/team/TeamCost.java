package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.MonthlyCost;
import dev.kirooperator.api.v1alpha1.SeatCounts;
import dev.kirooperator.seat.PriceList;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/** Counts and prices the seats of a team's members. Pure. */
final class TeamCost {

    private final PriceList prices;

    TeamCost(PriceList prices) {
        this.prices = prices;
    }

    static SeatCounts count(Collection<Seat> seats) {
        return new SeatCounts(
                count(seats, SeatStatus.ACTIVE), count(seats, SeatStatus.PENDING), count(seats, SeatStatus.CANCELLED));
    }

    /** Active seats and those cancelled this month are paid for; pending ones are not until their first sign-in. */
    MonthlyCost estimate(Collection<Seat> seats) {
        BigDecimal now = sum(seats, SeatStatus.ACTIVE).add(sum(seats, SeatStatus.CANCELLED));
        return new MonthlyCost(money(now), prices.currency(), money(now.add(sum(seats, SeatStatus.PENDING))));
    }

    private static int count(Collection<Seat> seats, SeatStatus status) {
        return (int) seats.stream().filter(seat -> seat.status() == status).count();
    }

    private BigDecimal sum(Collection<Seat> seats, SeatStatus status) {
        return seats.stream()
                .filter(seat -> seat.status() == status)
                .flatMap(seat -> seat.effectivePlan().stream())
                .map(prices::monthly)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
