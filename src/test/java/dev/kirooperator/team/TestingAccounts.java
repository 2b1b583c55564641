package dev.kirooperator.team;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Teams that share users, and the seats of those. */
record TestingAccounts(List<TeamAccount> teams, Map<String, Seat> seats) {

    static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    static final List<String> USERS =
            IntStream.range(0, 8).mapToObj(i -> "user-" + i).toList();

    static ObjectKey key(String name) {
        return new ObjectKey("dev", name);
    }

    static TeamAccount team(String name, Optional<Plan> plan, int createdAt, String... inGroup) {
        return new TeamAccount(key(name), plan, NOON.plusSeconds(createdAt), Set.of(inGroup), Set.of());
    }

    static TeamAccount with(TeamAccount team, Collection<String> inGroup) {
        return new TeamAccount(team.key(), team.plan(), team.createdAt(), Set.copyOf(inGroup), Set.of());
    }

    static Seat seat(String userId, SeatStatus status, Plan plan, SeatSource source) {
        return new Seat(userId, status, Optional.of(plan), Optional.of(plan), source, Optional.empty());
    }

    static TestingAccounts random(Gen gen) {
        List<TeamAccount> teams = IntStream.range(0, gen.between(1, 5))
                .mapToObj(i -> team(
                        "t" + i,
                        gen.maybe(() -> gen.pick(Plan.class)),
                        gen.below(3),
                        gen.subset(USERS).toArray(String[]::new)))
                .toList();
        Map<String, Seat> seats = gen.subset(USERS).stream()
                .collect(toUnmodifiableMap(
                        Function.identity(),
                        user -> seat(user, gen.pick(SeatStatus.class), gen.pick(Plan.class), SeatSource.GROUP)));
        return new TestingAccounts(teams, seats);
    }

    /** What each team shows once every team was looked at twice, in this order. */
    Map<ObjectKey, TeamCost> costs(Collection<TeamAccount> order) {
        SeatLedger ledger = new SeatLedger(Duration.ofMinutes(10));
        Set<ObjectKey> existing =
                Set.copyOf(order.stream().map(TeamAccount::key).toList());
        Map<ObjectKey, TeamCost> costs = new HashMap<>();
        for (int look = 0; look < 2; look++) {
            for (TeamAccount team : order) {
                SeatLedger.Entry entry = ledger.enter(team, seats::containsKey, existing, NOON);
                costs.put(
                        team.key(),
                        new TeamCost(seatsOf(team.inGroup()), seatsOf(entry.left()), entry.paid(), List.of()));
            }
        }
        return costs;
    }

    List<Seat> seatsOf(Collection<String> userIds) {
        return userIds.stream()
                .flatMap(user -> Optional.ofNullable(seats.get(user)).stream())
                .toList();
    }
}
