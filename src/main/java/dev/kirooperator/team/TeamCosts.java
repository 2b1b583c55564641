package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.directory.Group;
import dev.kirooperator.seat.ConnectionPrices;
import dev.kirooperator.seat.PriceList;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatSnapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Counts and prices the seats on a team's account, and wakes the teams whose account this changes. It reads nothing that the team's own
 * reconcile has not read, and writes nothing to AWS, so that a forged status can at most falsify the cost.
 */
final class TeamCosts {

    private final ConnectionPrices prices;
    private final SyncSettings settings;
    private final TeamMetrics metrics;
    private final TeamRegister register;
    private final Map<String, SeatLedger> byConnection = new ConcurrentHashMap<>();

    TeamCosts(ConnectionPrices prices, SyncSettings settings, TeamMetrics metrics, TeamRegister register) {
        this.prices = prices;
        this.settings = settings;
        this.metrics = metrics;
        this.register = register;
    }

    /**
     * Puts the seats and the cost into the team's status. While other teams were not looked at since the start, a cost that is there
     * already stays.
     *
     * @param group the team's group, whose memberships were read in this reconcile
     */
    void count(TeamRun run, Group group, SeatSnapshot seats) {
        Optional<PriceList> list = prices.find(run.connection().name());
        Optional<Set<String>> inGroup = inGroup(run, group);
        if (list.isEmpty() || inGroup.isEmpty()) {
            return;
        }
        SeatLedger.Entry entry = ledger(run.goal())
                .enter(
                        account(run, inGroup.get()),
                        userId -> seats.seat(userId).isPresent(),
                        register.ofConnection(run.goal().connection()),
                        run.progress().now());
        register.wake(entry.concerned());
        if (entry.complete() || run.status().seats().isEmpty()) {
            TeamCost cost = new TeamCost(
                    seatsOf(seats, inGroup.get()),
                    seatsOf(seats, entry.left()),
                    entry.paid(),
                    coming(run, group, seats, inGroup.get(), entry.paid()));
            run.status().seats(cost.count(), cost.estimate(list.get()));
        }
    }

    /** Shows the team's new status in the metrics; one that has let go of its group pays for nobody any more. */
    void show(KiroTeam team, KiroTeamStatus status) {
        boolean hadGroup = Optional.ofNullable(team.getStatus())
                .filter(before -> before.group() != null)
                .isPresent();
        if (hadGroup && status.group() == null) {
            strike(TeamGoal.of(team));
        }
        metrics.show(ObjectKey.of(team), status, register::exists);
    }

    /** Strikes a team out that is gone; others may take its users over. */
    void forget(TeamGoal team) {
        strike(team);
        metrics.forget(team.key());
    }

    private void strike(TeamGoal team) {
        Optional.ofNullable(byConnection.get(team.connection()))
                .ifPresent(ledger -> register.wake(ledger.strike(team.key())));
    }

    private SeatLedger ledger(TeamGoal team) {
        return byConnection.computeIfAbsent(team.connection(), name -> new SeatLedger(settings.interval()));
    }

    /** The memberships are in the directory's copy already; should they be gone from it and not be readable, the cost stays. */
    private Optional<Set<String>> inGroup(TeamRun run, Group group) {
        try {
            return Optional.of(run.connection()
                    .directory()
                    .memberships(group.id(), settings.maxAge())
                    .byUserId()
                    .keySet());
        } catch (AwsException unreadable) {
            return Optional.empty();
        }
    }

    private static TeamAccount account(TeamRun run, Set<String> inGroup) {
        List<String> left = run.status()
                .seats()
                .flatMap(seats -> Optional.ofNullable(seats.left()))
                .orElse(List.of());
        return new TeamAccount(
                run.goal().key(),
                run.goal().plan(),
                Instant.parse(run.team().getMetadata().getCreationTimestamp()),
                inGroup,
                Set.copyOf(left));
    }

    /** An assignment to the group is a seat for everybody in it, with or without a {@code KiroMember}, which AWS shows later. */
    private static List<Plan> coming(
            TeamRun run, Group group, SeatSnapshot seats, Set<String> inGroup, Set<String> paid) {
        return run
                .status()
                .subscription()
                .filter(s -> s.assignedTo() == AssignTo.GROUP && group.id().equals(s.groupId()))
                .flatMap(s -> Optional.ofNullable(s.plan()))
                .stream()
                .flatMap(plan -> inGroup.stream()
                        .filter(userId ->
                                paid.contains(userId) && seats.seat(userId).isEmpty())
                        .map(userId -> plan))
                .toList();
    }

    private static Collection<Seat> seatsOf(SeatSnapshot snapshot, Set<String> userIds) {
        return userIds.stream()
                .flatMap(userId -> snapshot.seat(userId).stream())
                .collect(Collectors.toUnmodifiableList());
    }
}
