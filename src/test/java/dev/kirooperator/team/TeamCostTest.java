package dev.kirooperator.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.MonthlyCost;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatCounts;
import dev.kirooperator.seat.PriceList;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TeamCostTest {

    private final TeamCost cost = new TeamCost(PriceList.november2026());

    private static Seat seat(SeatStatus status, Optional<Plan> assigned, Optional<Plan> effective) {
        return new Seat("u", status, assigned, effective, SeatSource.GROUP, Optional.empty());
    }

    private static Seat seat(SeatStatus status, Plan plan) {
        return seat(status, Optional.of(plan), Optional.of(plan));
    }

    private static MonthlyCost usd(String amount, String atFullUse) {
        return new MonthlyCost(amount, "USD", atFullUse);
    }

    @Test
    void activeAndCancelledSeatsCostAndPendingOnesWould() {
        List<Seat> seats = List.of(
                seat(SeatStatus.ACTIVE, Plan.PRO),
                seat(SeatStatus.ACTIVE, Plan.PRO_PLUS),
                seat(SeatStatus.CANCELLED, Plan.PRO_MAX),
                seat(SeatStatus.PENDING, Plan.POWER),
                seat(SeatStatus.UNKNOWN, Plan.POWER));

        assertThat(cost.estimate(seats)).isEqualTo(usd("160.00", "360.00"));
        assertThat(TeamCost.count(seats)).isEqualTo(new SeatCounts(2, 1, 1));
    }

    @Test
    void nobodyCostsNothing() {
        assertThat(cost.estimate(List.of())).isEqualTo(usd("0.00", "0.00"));
        assertThat(TeamCost.count(List.of())).isEqualTo(new SeatCounts(0, 0, 0));
    }

    @Test
    void thePlanInForceIsPaidAndNotTheOneThatComesNextMonth() {
        Seat downgraded = seat(SeatStatus.ACTIVE, Optional.of(Plan.PRO), Optional.of(Plan.POWER));
        Seat unknownPlan = seat(SeatStatus.ACTIVE, Optional.empty(), Optional.empty());

        assertThat(cost.estimate(List.of(downgraded, unknownPlan))).isEqualTo(usd("200.00", "200.00"));
    }

    @Test
    void pricesAreRoundedToCentsInTheirCurrency() {
        TeamCost euros = new TeamCost(new PriceList("EUR", Map.of(Plan.PRO, new BigDecimal("18.125"))));

        assertThat(euros.estimate(List.of(seat(SeatStatus.ACTIVE, Plan.PRO))))
                .isEqualTo(new MonthlyCost("18.13", "EUR", "18.13"));
    }

    @ForManySeeds
    void fullUseNeverCostsLessAndTheOrderOfSeatsDoesNotMatter(long seed) {
        Gen gen = new Gen(seed);
        List<Seat> seats = IntStream.range(0, gen.below(20))
                .mapToObj(i -> seat(gen.pick(SeatStatus.class), gen.pick(Plan.class)))
                .toList();
        MonthlyCost estimate = cost.estimate(seats);

        assertThat(cost.estimate(gen.shuffled(seats))).isEqualTo(estimate);
        assertThat(estimate.atFullUse())
                .satisfies(full -> assertThat(new BigDecimal(full))
                        .isGreaterThanOrEqualTo(new BigDecimal(String.valueOf(estimate.amount()))));
    }
}
