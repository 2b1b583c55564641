package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.api.v1alpha1.SubscriptionStatus;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.directory.Group;
import dev.kirooperator.seat.Principal;
import dev.kirooperator.seat.SeatSnapshot;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.seat.Seats;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Converges the Kiro assignment of a team's group, and has its seats counted. */
final class SubscriptionPhase {

    private final AssignmentPlanner planner;
    private final TeamCosts costs;

    SubscriptionPhase(AssignmentPlanner planner, TeamCosts costs) {
        this.planner = planner;
        this.costs = costs;
    }

    /**
     * Reports {@code SubscriptionSynced} where the team asks for a plan, or has one to give back.
     *
     * @param joinedUserIds the members' users in the group; empty when they could not be read
     */
    void run(TeamRun run, Group group, Optional<Set<String>> joinedUserIds) {
        try {
            SeatSnapshot snapshot = run.connection().seats().snapshot(maxAge(run));
            if (joinedUserIds.isPresent()) {
                costs.count(run, group, snapshot);
            }
            converge(run, group, snapshot, joinedUserIds);
        } catch (AwsException e) {
            if (run.goal().plan().isPresent() || run.status().subscription().isPresent()) {
                run.progress().reportFailure(ConditionType.SUBSCRIPTION_SYNCED, e);
            }
        }
    }

    private void converge(TeamRun run, Group group, SeatSnapshot snapshot, Optional<Set<String>> joined) {
        Optional<Long> withoutOwnSeat = joined.map(
                ids -> ids.stream().filter(id -> !hasOwnSeat(snapshot, id)).count());
        boolean toMembers = run.goal().memberPlan().isPresent();
        AssignmentDecision decision = planner.decide(new AssignmentPlanner.Question(
                group.id(),
                run.goal().groupPlan(),
                toMembers && withoutOwnSeat.filter(count -> count == 0).isEmpty(),
                run.connection().seats().writable(),
                snapshot.groups(),
                recorded(run),
                run.progress().now()));
        apply(run, new Principal.Group(group.id()), decision);
        if (toMembers) {
            reportMembers(run, joined, withoutOwnSeat);
        }
    }

    private void apply(TeamRun run, Principal principal, AssignmentDecision decision) {
        Seats seats = run.connection().seats();
        if (decision instanceof AssignmentDecision.Rest rest) {
            rest(run, rest);
        } else if (run.goal().observe()) {
            run.status().open(describe(decision));
            run.progress()
                    .report(
                            ConditionType.SUBSCRIPTION_SYNCED,
                            Finding.idle(
                                    Reason.OBSERVE_ONLY,
                                    "To do: " + describe(decision) + "; mode: Observe writes nothing"));
        } else if (decision instanceof AssignmentDecision.Create create) {
            createOrReadBack(run, () -> seats.create(principal, create.plan()), create.plan());
        } else if (decision instanceof AssignmentDecision.Update update) {
            createOrReadBack(run, () -> seats.update(principal, update.plan()), update.plan());
        } else {
            seats.delete(principal);
            run.status().subscription(Optional.empty());
        }
    }

    /** A conflict says that the assignment is there already, or not to be had: the next look tells which. */
    private static void createOrReadBack(TeamRun run, Runnable write, Plan plan) {
        try {
            write.run();
        } catch (AwsException e) {
            boolean isRepeated = recorded(run).filter(r -> r.plan() == plan).isPresent();
            if (!(e.failure() instanceof AwsFailure.Conflict) || isRepeated) {
                throw e;
            }
        }
        String asked = TeamStatusBuilder.time(run.progress().now());
        run.status()
                .subscription(
                        Optional.of(new SubscriptionStatus(plan, SubscriptionState.PENDING, asked, AssignTo.GROUP)));
        run.progress()
                .report(
                        ConditionType.SUBSCRIPTION_SYNCED,
                        Finding.progressing(
                                Reason.PROGRESSING,
                                "The plan " + plan.label() + " was asked for and is read back next"));
        run.progress().lookAgainWithin(SyncSettings.SHORTEST);
    }

    private static void rest(TeamRun run, AssignmentDecision.Rest rest) {
        rest.finding().ifPresent(finding -> run.progress().report(ConditionType.SUBSCRIPTION_SYNCED, finding));
        if (rest.state() == SubscriptionState.NONE) {
            run.status().subscription(Optional.empty());
        } else if (run.goal().groupPlan().isPresent()) {
            record(
                    run,
                    run.goal().groupPlan().get(),
                    rest.state(),
                    run.progress().now());
        }
        if (rest.finding().filter(f -> f.kind() == Finding.Kind.PROGRESSING).isPresent()) {
            Duration waited = recorded(run)
                    .map(r -> Duration.between(r.since(), run.progress().now()))
                    .orElse(Duration.ZERO);
            run.progress().watch(waited);
        }
    }

    private static void record(TeamRun run, Plan plan, SubscriptionState state, Instant now) {
        String since = run.status()
                .subscription()
                .filter(s -> s.state() == state && s.plan() == plan)
                .flatMap(s -> Optional.ofNullable(s.since()))
                .orElse(TeamStatusBuilder.time(now));
        run.status().subscription(Optional.of(new SubscriptionStatus(plan, state, since, AssignTo.GROUP)));
    }

    private static void reportMembers(TeamRun run, Optional<Set<String>> joined, Optional<Long> withoutOwnSeat) {
        if (joined.isEmpty() || withoutOwnSeat.isEmpty()) {
            waitForSeats(run, "Who has a seat is not known while the group's memberships cannot be read");
            return;
        }
        int members = joined.get().size();
        if (withoutOwnSeat.get() > 0) {
            waitForSeats(run, withoutOwnSeat.get() + " of " + members + " members have no seat of their own yet");
            run.progress().watch(ConditionType.SUBSCRIPTION_SYNCED);
            return;
        }
        run.progress()
                .report(
                        ConditionType.SUBSCRIPTION_SYNCED,
                        Finding.done(Reason.SYNCED, "All " + members + " members have a seat of their own"));
    }

    private static void waitForSeats(TeamRun run, String message) {
        run.progress().report(ConditionType.SUBSCRIPTION_SYNCED, Finding.progressing(Reason.WAITING_FOR_SEAT, message));
    }

    private static boolean hasOwnSeat(SeatSnapshot snapshot, String userId) {
        return snapshot.seat(userId)
                .filter(seat ->
                        seat.source() == SeatSource.INDIVIDUAL || seat.source() == SeatSource.INDIVIDUAL_AND_GROUP)
                .filter(seat -> seat.status() == SeatStatus.PENDING || seat.status() == SeatStatus.ACTIVE)
                .isPresent();
    }

    /** While something is on its way, the seats are read as often as the team looks. */
    private static Duration maxAge(TeamRun run) {
        boolean onItsWay =
                run.progress().elapsed(ConditionType.SUBSCRIPTION_SYNCED).compareTo(Duration.ZERO) > 0
                        || recorded(run)
                                .filter(r -> r.state() == SubscriptionState.PENDING)
                                .isPresent();
        return onItsWay ? SyncSettings.SHORTEST.dividedBy(2) : run.maxAge();
    }

    private static Optional<AssignmentPlanner.Recorded> recorded(TeamRun run) {
        return run.status()
                .subscription()
                .filter(s -> s.assignedTo() == AssignTo.GROUP && s.plan() != null)
                .map(s -> new AssignmentPlanner.Recorded(
                        Objects.requireNonNull(s.plan()),
                        Optional.ofNullable(s.state()).orElse(SubscriptionState.PENDING),
                        Optional.ofNullable(s.since()).map(Instant::parse).orElse(Instant.EPOCH)));
    }

    private static String describe(AssignmentDecision decision) {
        if (decision instanceof AssignmentDecision.Create create) {
            return "assign the group the plan " + create.plan().label();
        }
        return decision instanceof AssignmentDecision.Update update
                ? "change the group's plan to " + update.plan().label()
                : "give the group's assignment back";
    }
}
