package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Confirmation;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.api.v1alpha1.SubscriptionStatus;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.directory.Group;
import dev.kirooperator.guard.RemovalWindow;
import dev.kirooperator.seat.AssignmentSending;
import dev.kirooperator.seat.Months;
import dev.kirooperator.seat.Principal;
import dev.kirooperator.seat.SeatSnapshot;
import dev.kirooperator.seat.Seats;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Converges the Kiro assignment of a team's group, and has its seats counted. */
final class SubscriptionPhase {

    private final AssignmentPlanner planner;
    private final TeamCosts costs;
    private final RemovalWindow window;
    private final Consumer<KiroTeam> statusWriter;

    /**
     * Makes the phase.
     *
     * @param window remembers which return was approved
     * @param statusWriter writes a team's status to the cluster now
     */
    SubscriptionPhase(
            AssignmentPlanner planner, TeamCosts costs, RemovalWindow window, Consumer<KiroTeam> statusWriter) {
        this.planner = planner;
        this.costs = costs;
        this.window = window;
        this.statusWriter = statusWriter;
    }

    /**
     * Reports {@code SubscriptionSynced} where the team asks for a plan, or has one to give back.
     *
     * @param members who is in the group; empty when that could not be read
     */
    void run(TeamRun run, Group group, Optional<TeamMembers> members) {
        if (run.freshness().isForced()) {
            run.connection().seats().askAgain();
        }
        try {
            SeatSnapshot snapshot = snapshot(run, members);
            run.status().overage(run.goal().plan().flatMap(plan -> seats(run).overage()));
            if (members.isPresent()) {
                costs.count(run, group, snapshot);
            }
            converge(run, group, snapshot, members);
        } catch (AwsException e) {
            if (run.goal().plan().isPresent() || run.status().subscription().isPresent()) {
                run.progress().reportFailure(ConditionType.SUBSCRIPTION_SYNCED, e);
            }
        }
        run.status().api(seats(run).generation());
    }

    /** Each member sees to the reading of its own seat; nobody does so for a stranger who gets one through the group. */
    private static SeatSnapshot snapshot(TeamRun run, Optional<TeamMembers> members) {
        SeatSnapshot snapshot = seats(run).snapshot(maxAge(run));
        Optional<Duration> waited = run.status()
                .subscription()
                .filter(s -> s.assignedTo() == AssignTo.GROUP && s.state() == SubscriptionState.SUBSCRIBED)
                .flatMap(s -> Optional.ofNullable(s.since()))
                .map(since ->
                        Duration.between(Instant.parse(since), run.progress().now()));
        boolean missing = members.stream()
                .flatMap(known -> known.strangers().stream())
                .anyMatch(userId -> snapshot.seat(userId).isEmpty());
        if (waited.isEmpty() || !missing) {
            return snapshot;
        }
        run.progress().watch(waited.get());
        Duration age = waited.get().dividedBy(2);
        return age.compareTo(run.maxAge()) < 0 ? seats(run).snapshot(age) : snapshot;
    }

    private static Seats seats(TeamRun run) {
        return run.connection().seats();
    }

    private void converge(TeamRun run, Group group, SeatSnapshot snapshot, Optional<TeamMembers> members) {
        Optional<Set<String>> joined = members.map(TeamMembers::joined);
        TeamSeats seats = TeamSeats.of(run.members(), snapshot, joined.orElse(Set.of()));
        boolean toMembers = run.goal().memberPlan().isPresent();
        boolean everybodyHasOne = joined.isPresent() && seats.withoutOwn() == 0;
        Optional<AssignmentPlanner.Recorded> recorded = recorded(run, group);
        GroupObservation observed = GroupObservation.of(
                group.id(),
                snapshot,
                joined.orElse(Set.of()),
                seats.inNoOtherTeam(),
                recorded.flatMap(AssignmentPlanner.Recorded::confirmedBy).isPresent());
        AssignmentDecision decision = planner.decide(new AssignmentPlanner.Question(
                run.goal().groupPlan(),
                toMembers && !everybodyHasOne,
                run.connection().seats().writable(),
                observed,
                recorded,
                run.progress().now()));
        Optional<SubscriptionStatus> before = run.status().subscription();
        Optional<Plan> current = observed.told().or(() -> recorded.map(AssignmentPlanner.Recorded::plan));
        PurchaseHold.of(decision, current, run.goal(), group, members)
                .or(() -> returnHold(run, group, snapshot, members, decision))
                .ifPresentOrElse(hold -> hold(run, decision, hold), () -> apply(run, group, decision));
        if (toMembers) {
            MemberAssignments.report(run, joined, seats.withoutOwn(), before);
        }
    }

    /** Who is in the group is read once more first. An approval counts once, so it is used up in the cluster before the return. */
    private Optional<Finding> returnHold(
            TeamRun run,
            Group group,
            SeatSnapshot snapshot,
            Optional<TeamMembers> members,
            AssignmentDecision decision) {
        if (!(decision instanceof AssignmentDecision.Delete)
                || run.goal().memberPlan().isEmpty()
                || members.isEmpty()) {
            if (members.isPresent()) {
                window.settle(ReturnHold.windowName(run.goal()));
            }
            return Optional.empty();
        }
        Set<String> inGroup = run.goal().observe() ? members.get().all() : inGroupNow(run, group);
        ReturnHold hold = ReturnHold.of(
                group.id(),
                members.get(),
                inGroup,
                snapshot,
                Approval.of(run, window.underWay(ReturnHold.windowName(run.goal()))));
        if (hold.heldBack().isPresent()) {
            run.status().openReturn(hold.hash());
            if (hold.heldBack().get().kind() == Finding.Kind.PROGRESSING) {
                run.progress().lookAgainWithin(SyncSettings.SHORTEST);
            }
        } else if (hold.approved() && !run.goal().observe()) {
            run.status().approved(hold.hash());
            statusWriter.accept(run.status().interim(run.progress(), ConditionType.SUBSCRIPTION_SYNCED));
            window.approve(new RemovalWindow.Attempt(
                    run.connection().name(),
                    ReturnHold.windowName(run.goal()),
                    Set.copyOf(hold.losing()),
                    Optional.empty()));
        }
        return hold.heldBack();
    }

    private static Set<String> inGroupNow(TeamRun run, Group group) {
        return run.connection()
                .directory()
                .memberships(group.id(), Duration.ZERO)
                .byUserId()
                .keySet();
    }

    private static void hold(TeamRun run, AssignmentDecision decision, Finding hold) {
        run.status().open(describe(decision));
        run.progress().report(ConditionType.SUBSCRIPTION_SYNCED, hold);
    }

    private static void apply(TeamRun run, Group group, AssignmentDecision decision) {
        Principal.Group principal = new Principal.Group(group.id());
        AssignmentSending sending = AssignmentSending.of(run.connection().seats(), principal);
        if (decision instanceof AssignmentDecision.Rest rest) {
            rest(run, group, rest);
        } else if (run.goal().observe()) {
            run.status().open(describe(decision));
            run.progress()
                    .report(
                            ConditionType.SUBSCRIPTION_SYNCED,
                            Finding.idle(
                                    Reason.OBSERVE_ONLY,
                                    "To do: " + describe(decision) + "; mode: Observe writes nothing"));
        } else if (decision instanceof AssignmentDecision.Create create) {
            sent(run, group, create.plan(), create.again(), sending.create(create.plan()));
        } else if (decision instanceof AssignmentDecision.Update update) {
            sent(run, group, update.plan(), update.again(), sending.update(update.plan()));
        } else {
            run.connection().seats().delete(principal);
            run.status().subscription(Optional.empty());
        }
    }

    private static void sent(TeamRun run, Group group, Plan plan, boolean again, AssignmentSending.Outcome outcome) {
        Instant now = run.progress().now();
        if (outcome == AssignmentSending.Outcome.HELD) {
            hold(run, group, plan, now);
            return;
        }
        Optional<SubscriptionStatus> before = run.status().subscription().filter(s -> again);
        String at = TeamStatusBuilder.time(now);
        run.status()
                .subscription(Optional.of(new SubscriptionStatus(
                        plan,
                        SubscriptionState.PENDING,
                        before.flatMap(SubscriptionPhase::firstAsked).orElse(at),
                        AssignTo.GROUP,
                        null,
                        group.id(),
                        outcome == AssignmentSending.Outcome.CONFIRMED ? Confirmation.ANSWER : null,
                        at,
                        null)));
        run.progress().report(ConditionType.SUBSCRIPTION_SYNCED, AssignmentPlanner.sent(plan, again));
        run.progress().lookAgainWithin(SyncSettings.SHORTEST);
    }

    /** When the request was first sent that has had no effect so far. */
    private static Optional<String> firstAsked(SubscriptionStatus before) {
        return before.state() == SubscriptionState.PENDING
                ? Optional.ofNullable(before.since())
                : Optional.ofNullable(before.requestedAt());
    }

    private static void hold(TeamRun run, Group group, Plan plan, Instant now) {
        Instant until = Months.holdUntil(now);
        run.status()
                .subscription(Optional.of(new SubscriptionStatus(
                        plan,
                        SubscriptionState.PENDING,
                        TeamStatusBuilder.time(now),
                        AssignTo.GROUP,
                        TeamStatusBuilder.time(until),
                        group.id(),
                        null,
                        null,
                        null)));
        AssignmentPlanner.held(now, plan)
                .finding()
                .ifPresent(finding -> run.progress().report(ConditionType.SUBSCRIPTION_SYNCED, finding));
        run.progress().lookAgainWithin(Duration.between(now, until));
    }

    private static void rest(TeamRun run, Group group, AssignmentDecision.Rest rest) {
        rest.finding().ifPresent(finding -> run.progress().report(ConditionType.SUBSCRIPTION_SYNCED, finding));
        if (rest.state() == SubscriptionState.NONE) {
            run.status().subscription(Optional.empty());
        } else {
            run.goal().groupPlan().ifPresent(plan -> keep(run, group, plan, rest));
        }
        if (rest.finding().filter(f -> f.kind() == Finding.Kind.PROGRESSING).isPresent()) {
            Duration waited = recorded(run, group)
                    .map(r -> Duration.between(r.since(), run.progress().now()))
                    .orElse(Duration.ZERO);
            run.progress().watch(waited);
        }
    }

    private static void keep(TeamRun run, Group group, Plan plan, AssignmentDecision.Rest rest) {
        Optional<SubscriptionStatus> before = run.status()
                .subscription()
                .filter(s -> s.plan() == plan && group.id().equals(s.groupId()));
        Optional<SubscriptionStatus> inState = before.filter(s -> s.state() == rest.state());
        if (inState.filter(s -> rest.confirmedBy().isEmpty()).isPresent()) {
            return;
        }
        run.status()
                .subscription(Optional.of(new SubscriptionStatus(
                        plan,
                        rest.state(),
                        inState.flatMap(s -> Optional.ofNullable(s.since()))
                                .orElseGet(() ->
                                        TeamStatusBuilder.time(run.progress().now())),
                        AssignTo.GROUP,
                        null,
                        group.id(),
                        rest.confirmedBy().orElse(null),
                        before.map(SubscriptionStatus::requestedAt).orElse(null),
                        null)));
    }

    /** While something is on its way, the seats are read as often as the team looks. */
    private static Duration maxAge(TeamRun run) {
        boolean onItsWay =
                run.progress().elapsed(ConditionType.SUBSCRIPTION_SYNCED).compareTo(Duration.ZERO) > 0
                        || run.status()
                                .subscription()
                                .filter(s -> s.state() == SubscriptionState.PENDING)
                                .isPresent();
        return onItsWay ? SyncSettings.SHORTEST.dividedBy(2) : run.maxAge();
    }

    /** The record of this very group: one that was made anew is assigned nothing. */
    private static Optional<AssignmentPlanner.Recorded> recorded(TeamRun run, Group group) {
        return run.status()
                .subscription()
                .filter(s -> s.assignedTo() == AssignTo.GROUP && s.plan() != null)
                .filter(s -> group.id().equals(s.groupId()))
                .map(s -> new AssignmentPlanner.Recorded(
                        Objects.requireNonNull(s.plan()),
                        Optional.ofNullable(s.state()).orElse(SubscriptionState.PENDING),
                        Optional.ofNullable(s.since()).map(Instant::parse).orElse(Instant.EPOCH),
                        Optional.ofNullable(s.requestedAt()).map(Instant::parse),
                        Optional.ofNullable(s.heldUntil())
                                .map(Instant::parse)
                                .map(until -> run.freshness().isForced() ? Instant.EPOCH : until),
                        Optional.ofNullable(s.confirmedBy())));
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
