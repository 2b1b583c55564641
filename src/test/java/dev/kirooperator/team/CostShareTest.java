package dev.kirooperator.team;

import static dev.kirooperator.team.TestingAccounts.key;
import static dev.kirooperator.team.TestingAccounts.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.MonthlyCost;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatCounts;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.seat.PriceCatalogue;
import dev.kirooperator.seat.PriceList;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class CostShareTest {

    private static final PriceList PRICES = PriceCatalogue.november2026().in("us-east-1");
    private static final TeamAccount PRO = team("pro", Optional.of(Plan.PRO), 1, "ada", "bob");
    private static final TeamAccount OLDER_PRO = team("older-pro", Optional.of(Plan.PRO), 0, "ada");
    private static final TeamAccount POWER = team("power", Optional.of(Plan.POWER), 2, "ada");
    private static final TeamAccount NO_PLAN = team("no-plan", Optional.empty(), 0, "ada", "cy");

    static final List<Arguments> RULES = List.of(
            Arguments.of("the only team", "ada", List.of(PRO), Optional.of(key("pro"))),
            Arguments.of("the highest plan", "ada", List.of(PRO, POWER, OLDER_PRO), Optional.of(key("power"))),
            Arguments.of("the oldest of equals", "ada", List.of(PRO, OLDER_PRO), Optional.of(key("older-pro"))),
            Arguments.of("a plan before none", "ada", List.of(NO_PLAN, PRO), Optional.of(key("pro"))),
            Arguments.of("none has a plan", "cy", List.of(NO_PLAN, PRO), Optional.of(key("no-plan"))),
            Arguments.of(
                    "equal in everything, the first by name",
                    "ada",
                    List.of(team("b", Optional.of(Plan.PRO), 0, "ada"), team("a", Optional.of(Plan.PRO), 0, "ada")),
                    Optional.of(key("a"))),
            Arguments.of(
                    "who left a dear team and is in a cheap one",
                    "ada",
                    List.of(team("left", Optional.of(Plan.POWER), 0).withLeft(Set.of("ada")), PRO),
                    Optional.of(key("pro"))),
            Arguments.of(
                    "who left every team",
                    "ada",
                    List.of(team("left", Optional.of(Plan.POWER), 0).withLeft(Set.of("ada"))),
                    Optional.of(key("left"))),
            Arguments.of("a stranger", "eve", List.of(PRO, POWER), Optional.empty()));

    @ParameterizedTest(name = "{0}")
    @FieldSource("RULES")
    void oneTeamPays(String name, String user, List<TeamAccount> teams, Optional<ObjectKey> payer) {
        assertThat(CostShare.payer(user, teams)).isEqualTo(payer);
    }

    @ForManySeeds
    void theTeamsCostsAddUpToTheBill(long seed) {
        TestingAccounts world = TestingAccounts.random(new Gen(seed));
        Set<String> users =
                world.teams().stream().flatMap(t -> t.inGroup().stream()).collect(Collectors.toSet());
        MonthlyCost bill = new TeamCost(world.seatsOf(users), List.of(), users, List.of()).estimate(PRICES);
        Collection<MonthlyCost> parts = estimates(world.costs(world.teams())).values();

        assertThat(sum(parts, MonthlyCost::amount)).isEqualByComparingTo(bill.amount());
        assertThat(sum(parts, MonthlyCost::atFullUse)).isEqualByComparingTo(bill.atFullUse());
        assertThat(sum(parts, MonthlyCost::cancelled)).isEqualByComparingTo(bill.cancelled());
        assertThat(sum(parts, MonthlyCost::credits)).isEqualByComparingTo(String.valueOf(bill.credits()));
    }

    @ForManySeeds
    void eachSeatIsPaidForExactlyOnceAndRedundantEverywhereElse(long seed) {
        TestingAccounts world = TestingAccounts.random(new Gen(seed));
        Map<ObjectKey, TeamCost> costs = world.costs(world.teams());
        List<String> paid =
                costs.values().stream().flatMap(cost -> cost.paid().stream()).toList();
        long shown = world.teams().stream()
                .flatMap(t -> world.seatsOf(t.inGroup()).stream())
                .filter(seat -> seat.status() != SeatStatus.UNKNOWN)
                .count();
        long paidSeats = world.seatsOf(paid).stream()
                .map(Seat::status)
                .filter(s -> s != SeatStatus.UNKNOWN)
                .count();

        assertThat(paid).doesNotHaveDuplicates();
        assertThat(costs.values().stream()
                        .map(TeamCost::count)
                        .map(SeatCounts::redundant)
                        .map(String::valueOf)
                        .mapToLong(Long::parseLong)
                        .sum())
                .isEqualTo(shown - paidSeats);
    }

    @ForManySeeds
    void joiningACheaperTeamTooChangesNoTeamsCost(long seed) {
        TestingAccounts world = TestingAccounts.random(new Gen(seed));
        List<TeamAccount> cheap = new ArrayList<>(world.teams());
        cheap.add(team("cheap", Optional.empty(), 9));
        Set<String> users = new HashSet<>();
        world.teams().forEach(t -> users.addAll(t.inGroup()));
        List<TeamAccount> joined = new ArrayList<>(world.teams());
        joined.add(TestingAccounts.with(cheap.get(cheap.size() - 1), users));

        assertThat(estimates(world.costs(joined))).isEqualTo(estimates(world.costs(cheap)));
    }

    @ForManySeeds
    void theOrderInWhichTeamsAreLookedAtDoesNotMatter(long seed) {
        Gen gen = new Gen(seed);
        TestingAccounts world = TestingAccounts.random(gen);

        assertThat(estimates(world.costs(gen.shuffled(world.teams()))))
                .isEqualTo(estimates(world.costs(world.teams())));
    }

    private static Map<ObjectKey, MonthlyCost> estimates(Map<ObjectKey, TeamCost> costs) {
        return costs.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().estimate(PRICES)));
    }

    private static BigDecimal sum(Collection<MonthlyCost> costs, Function<MonthlyCost, @Nullable Object> part) {
        return costs.stream()
                .map(part)
                .map(String::valueOf)
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
