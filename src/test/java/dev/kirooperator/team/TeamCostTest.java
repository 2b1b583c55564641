package dev.kirooperator.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.MonthlyCost;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatCounts;
import dev.kirooperator.seat.PriceCatalogue;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TeamCostTest {

    private static final PriceList PRICES = PriceCatalogue.november2026().in("us-east-1");

    private static final Seat ACTIVE = TestingAccounts.seat("a", SeatStatus.ACTIVE, Plan.PRO, SeatSource.GROUP);
    private static final Seat ACTIVE_TOO =
            TestingAccounts.seat("b", SeatStatus.ACTIVE, Plan.PRO_PLUS, SeatSource.GROUP);
    private static final Seat CANCELLED =
            TestingAccounts.seat("c", SeatStatus.CANCELLED, Plan.PRO_MAX, SeatSource.GROUP);
    private static final Seat PENDING = TestingAccounts.seat("p", SeatStatus.PENDING, Plan.POWER, SeatSource.GROUP);
    private static final Seat UNKNOWN = TestingAccounts.seat("u", SeatStatus.UNKNOWN, Plan.POWER, SeatSource.GROUP);

    /** A team that pays for all these users. */
    private static TeamCost paying(List<Seat> inGroup, List<Seat> left) {
        Set<String> paid = Stream.concat(inGroup.stream(), left.stream())
                .map(Seat::userId)
                .collect(Collectors.toUnmodifiableSet());
        return new TeamCost(inGroup, left, paid, List.of());
    }

    @Test
    void activeAndCancelledSeatsCostAndPendingOnesWould() {
        TeamCost cost = paying(List.of(ACTIVE, ACTIVE_TOO, CANCELLED, PENDING, UNKNOWN), List.of());

        assertThat(cost.estimate(PRICES)).isEqualTo(new MonthlyCost("160.00", "USD", "360.00", "100.00", 3_000));
        assertThat(cost.count()).isEqualTo(new SeatCounts(2, 1, 1, 0, null));
    }

    @Test
    void aSeatThatAwsDoesNotShowYetCountsAtFullUse() {
        TeamCost cost = new TeamCost(List.of(ACTIVE), List.of(), Set.of("a"), List.of(Plan.POWER, Plan.POWER));

        assertThat(cost.estimate(PRICES)).isEqualTo(new MonthlyCost("20.00", "USD", "420.00", "0.00", 1_000));
    }

    @Test
    void nobodyCostsNothing() {
        TeamCost cost = paying(List.of(), List.of());

        assertThat(cost.estimate(PRICES)).isEqualTo(new MonthlyCost("0.00", "USD", "0.00", "0.00", 0));
        assertThat(cost.count()).isEqualTo(new SeatCounts(0, 0, 0, 0, null));
    }

    @Test
    void aSeatThatAnotherTeamPaysForIsCountedAndCostsNothingHere() {
        TeamCost cost = new TeamCost(List.of(ACTIVE, ACTIVE_TOO, UNKNOWN), List.of(), Set.of("a"), List.of());

        assertThat(cost.estimate(PRICES)).isEqualTo(new MonthlyCost("20.00", "USD", "20.00", "0.00", 1_000));
        assertThat(cost.count()).isEqualTo(new SeatCounts(2, 0, 0, 1, null));
    }

    @Test
    void whoLeftIsPaidForWhileAwsShowsTheSeatAsTheGroupsOrAsCancelled() {
        Seat ownSeat = TestingAccounts.seat("o", SeatStatus.ACTIVE, Plan.POWER, SeatSource.INDIVIDUAL);
        Seat gaveBack = TestingAccounts.seat("g", SeatStatus.CANCELLED, Plan.PRO, SeatSource.INDIVIDUAL);
        TeamCost cost = paying(List.of(), List.of(ACTIVE, ownSeat, gaveBack));

        assertThat(cost.estimate(PRICES)).isEqualTo(new MonthlyCost("40.00", "USD", "40.00", "20.00", 1_000));
        assertThat(cost.count()).isEqualTo(new SeatCounts(1, 0, 1, 0, List.of("a", "g", "o")));
    }

    @Test
    void thePlanInForceIsPaidAndNotTheOneThatComesNextMonth() {
        Seat downgraded = seat(Optional.of(Plan.PRO), Optional.of(Plan.POWER));
        Seat unknownPlan = seat(Optional.empty(), Optional.empty());

        assertThat(paying(List.of(downgraded, unknownPlan), List.of()).estimate(PRICES))
                .isEqualTo(new MonthlyCost("200.00", "USD", "200.00", "0.00", 10_000));
    }

    private static Seat seat(Optional<Plan> assigned, Optional<Plan> effective) {
        return new Seat("s", SeatStatus.ACTIVE, assigned, effective, SeatSource.GROUP, Optional.empty());
    }

    @Test
    void eachSeatsPriceIsRoundedSoThatSumsAreExact() {
        PriceList euros = new PriceList("EUR", Map.of(Plan.PRO, new BigDecimal("18.125")), Map.of());

        assertThat(paying(List.of(ACTIVE, ACTIVE), List.of()).estimate(euros))
                .isEqualTo(new MonthlyCost("36.26", "EUR", "36.26", "0.00", 0));
    }

    @ForManySeeds
    void fullUseNeverCostsLessAndTheOrderOfSeatsDoesNotMatter(long seed) {
        Gen gen = new Gen(seed);
        List<Seat> seats = IntStream.range(0, gen.below(20))
                .mapToObj(i -> TestingAccounts.seat(
                        "u" + i, gen.pick(SeatStatus.class), gen.pick(Plan.class), gen.pick(SeatSource.class)))
                .toList();
        MonthlyCost estimate = paying(seats, List.of()).estimate(PRICES);

        assertThat(paying(gen.shuffled(seats), List.of()).estimate(PRICES)).isEqualTo(estimate);
        assertThat(estimate.atFullUse())
                .satisfies(full -> assertThat(new BigDecimal(full))
                        .isGreaterThanOrEqualTo(new BigDecimal(String.valueOf(estimate.amount()))));
    }
}
