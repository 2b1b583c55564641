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
import dev.kirooperator.seat.GroupAssignments;
import dev.kirooperator.seat.Months;
import dev.kirooperator.seat.Principal;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatSnapshot;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.seat.Seats;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Converges the Kiro assignment of a team's group, and counts the seats of its members. */
final class SubscriptionPhase {

    private static final Duration LONGEST_HOLD = Duration.ofHours(1);

    private final AssignmentPlanner planner;
    private final TeamCost cost;

    SubscriptionPhase(AssignmentPlanner planner, TeamCost cost) {
        this.planner = planner;
        this.cost = cost;
    }

    /**
     * Reports {@code SubscriptionSynced} where the team asks for a plan, or has one to give back.
     *
     * @param joinedUserIds the members' users in the group; empty when they could not be read
     */
    void run(TeamRun run, Group group, Optional<Set<String>> joinedUserIds) {
        if (run.maxAge().isZero()) {
            run.connection().seats().askAgain();
        }
        try {
            SeatSnapshot snapshot = run.connection().seats().snapshot(maxAge(run));
            joinedUserIds.ifPresent(ids -> count(run, snapshot, ids));
            converge(run, group, snapshot, joinedUserIds);
        } catch (AwsException e) {
            if (run.goal().plan().isPresent() || run.status().subscription().isPresent()) {
                run.progress().reportFailure(ConditionType.SUBSCRIPTION_SYNCED, e);
            }
        }
    }

    private void count(TeamRun run, SeatSnapshot snapshot, Set<String> joinedUserIds) {
        List<Seat> seats =
                joinedUserIds.stream().flatMap(id -> snapshot.seat(id).stream()).toList();
        run.status().seats(TeamCost.count(seats), cost.estimate(seats));
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
                run.progress().notDoneSince(ConditionType.SUBSCRIPTION_SYNCED),
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
            send(run, () -> seats.create(principal, create.plan()), create.plan(), principal.id());
        } else if (decision instanceof AssignmentDecision.Update update) {
            send(run, () -> seats.update(principal, update.plan()), update.plan(), principal.id());
        } else {
            seats.delete(principal);
            run.status().subscription(Optional.empty());
        }
    }

    private static void send(TeamRun run, Runnable write, Plan plan, String groupId) {
        try {
            write.run();
        } catch (AwsException e) {
            if (!(e.failure() instanceof AwsFailure.Conflict)) {
                throw e;
            }
            if (isRefused(run, groupId)) {
                hold(run, plan);
                return;
            }
            if (recorded(run).filter(r -> r.plan() == plan).isPresent()) {
                throw e;
            }
        }
        record(run, plan, SubscriptionState.PENDING, run.progress().now(), Optional.empty());
        run.progress()
                .report(
                        ConditionType.SUBSCRIPTION_SYNCED,
                        Finding.progressing(
                                Reason.PROGRESSING,
                                "The plan " + plan.label() + " was asked for and is read back next"));
        run.progress().lookAgainWithin(SyncSettings.SHORTEST);
    }

    /** A conflict says that the assignment is there already, or not to be had: reading tells which. */
    private static boolean isRefused(TeamRun run, String groupId) {
        return run.connection().seats().snapshot(Duration.ZERO).groups() instanceof GroupAssignments.Known known
                && !known.plans().containsKey(groupId);
    }

    private static void hold(TeamRun run, Plan plan) {
        Instant now = run.progress().now();
        Instant monthEnd = Months.end(now);
        Instant until = monthEnd.isBefore(now.plus(LONGEST_HOLD)) ? monthEnd : now.plus(LONGEST_HOLD);
        record(run, plan, SubscriptionState.PENDING, now, Optional.of(until));
        rest(run, AssignmentPlanner.held(now, plan));
        run.progress().lookAgainWithin(Duration.between(now, until));
    }

    private static void rest(TeamRun run, AssignmentDecision.Rest rest) {
        rest.finding().ifPresent(finding -> run.progress().report(ConditionType.SUBSCRIPTION_SYNCED, finding));
        if (rest.state() == SubscriptionState.NONE) {
            run.status().subscription(Optional.empty());
        } else {
            run.goal().groupPlan().ifPresent(plan -> keep(run, plan, rest.state()));
        }
        if (rest.finding().filter(f -> f.kind() == Finding.Kind.PROGRESSING).isPresent()) {
            Duration waited = recorded(run)
                    .map(r -> Duration.between(r.since(), run.progress().now()))
                    .orElse(Duration.ZERO);
            run.progress().watch(waited);
        }
    }

    private static void keep(TeamRun run, Plan plan, SubscriptionState state) {
        boolean unchanged = run.status()
                .subscription()
                .filter(s -> s.state() == state && s.plan() == plan)
                .isPresent();
        if (!unchanged) {
            record(run, plan, state, run.progress().now(), Optional.empty());
        }
    }

    private static void record(
            TeamRun run, Plan plan, SubscriptionState state, Instant since, Optional<Instant> heldUntil) {
        run.status()
                .subscription(Optional.of(new SubscriptionStatus(
                        plan,
                        state,
                        TeamStatusBuilder.time(since),
                        AssignTo.GROUP,
                        heldUntil.map(TeamStatusBuilder::time).orElse(null))));
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
                        Optional.ofNullable(s.since()).map(Instant::parse).orElse(Instant.EPOCH),
                        Optional.ofNullable(s.heldUntil()).map(Instant::parse)));
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
