package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.SeatOrigin;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.directory.User;
import dev.kirooperator.seat.Principal;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatSnapshot;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.seat.Seats;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Converges a member's individual assignment, and reads back the seat, wherever it comes from. */
final class SeatPhase {

    private final SeatPlanner planner;

    SeatPhase(SeatPlanner planner) {
        this.planner = planner;
    }

    /** Reports {@code SeatAssigned} where a seat is asked for, or one of this operator's is to be given back. */
    void run(MemberRun run, User user, List<NamedTeam> joined) {
        boolean expected = !run.isExpired()
                && (run.goal().plan().isPresent()
                        || joined.stream()
                                .anyMatch(team ->
                                        team.goal().flatMap(TeamGoal::plan).isPresent()));
        boolean hasRecord = run.status().seat().isPresent();
        if (!expected && !hasRecord) {
            return;
        }
        try {
            converge(run, user, joined);
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.SEAT_ASSIGNED, e);
        }
    }

    /**
     * Gives this operator's individual assignment back; false until AWS shows it. An assignment that AWS does not show may have been
     * asked for a moment ago, and is given back too.
     */
    boolean giveBack(MemberRun run, User user) {
        Optional<Plan> asked = run.status().individualPlan();
        if (asked.isEmpty()
                || !run.connection().seats().writable()
                || wantedByPeers(run, user).isPresent()) {
            return true;
        }
        Seats seats = run.connection().seats();
        boolean cancelled = seats.snapshot(Duration.ZERO)
                .seat(user.id())
                .filter(seat -> seat.status() == SeatStatus.CANCELLED)
                .isPresent();
        if (cancelled) {
            return true;
        }
        seats.delete(new Principal.User(user.id()));
        return isGivenBack(seats.snapshot(Duration.ZERO), user);
    }

    private static boolean isGivenBack(SeatSnapshot snapshot, User user) {
        return snapshot.seat(user.id())
                .filter(seat -> seat.source() != SeatSource.GROUP && seat.status() != SeatStatus.CANCELLED)
                .isEmpty();
    }

    private void converge(MemberRun run, User user, List<NamedTeam> joined) {
        SeatSnapshot snapshot = run.connection().seats().snapshot(maxAge(run));
        Optional<Seat> seat = snapshot.seat(user.id());
        Optional<Plan> own = run.isExpired()
                ? Optional.empty()
                : highest(Stream.concat(
                        run.goal().plan().stream(), joined.stream().flatMap(team -> memberPlan(run, team).stream())));
        Optional<Plan> byPeers = wantedByPeers(run, user);
        Optional<Plan> wanted = highest(Stream.concat(own.stream(), byPeers.stream()));
        Optional<Plan> groupPlan = run.isExpired()
                ? Optional.empty()
                : highest(joined.stream().flatMap(team -> team.goal().flatMap(TeamGoal::groupPlan).stream()));
        SeatDecision decision = planner.decide(new SeatPlanner.Question(
                wanted,
                groupPlan.isPresent(),
                run.connection().seats().writable(),
                seat,
                highest(Stream.concat(run.status().individualPlan().stream(), byPeers.stream())),
                waited(run)));
        Optional<Plan> asked = apply(run, new Principal.User(user.id()), decision, own);
        Optional<Plan> expected = highest(Stream.concat(own.stream(), groupPlan.stream()));
        boolean written = !(decision instanceof SeatDecision.Rest);
        record(run, seat, expected, asked, written);
        if (written
                || ((expected.isPresent() || asked.isPresent())
                        && !run.progress().isDone(ConditionType.SEAT_ASSIGNED))) {
            run.progress().watch(waited(run));
        }
    }

    /** The individual plan for a team's sake; a team that the operator must not write for changes nothing. */
    private static Optional<Plan> memberPlan(MemberRun run, NamedTeam team) {
        Optional<Plan> plan = team.goal().flatMap(TeamGoal::memberPlan);
        return team.isActive() ? plan : plan.flatMap(p -> run.status().individualPlan());
    }

    /** How long the seat has been as it is: since the last request, or since AWS showed another state. */
    private static Duration waited(MemberRun run) {
        return run.status()
                .seat()
                .flatMap(seat -> Optional.ofNullable(seat.since()))
                .map(since ->
                        Duration.between(Instant.parse(since), run.progress().now()))
                .filter(waited -> !waited.isNegative())
                .orElse(Duration.ZERO);
    }

    /** The individual plan that is asked for after the decision was carried out. */
    private static Optional<Plan> apply(MemberRun run, Principal principal, SeatDecision decision, Optional<Plan> own) {
        Seats seats = run.connection().seats();
        if (decision instanceof SeatDecision.Rest rest) {
            rest.finding().ifPresent(finding -> run.progress().report(ConditionType.SEAT_ASSIGNED, finding));
            Optional<Plan> asked = own.isPresent() ? own : run.status().individualPlan();
            return rest.ours() ? asked : Optional.empty();
        }
        if (decision instanceof SeatDecision.Create create) {
            write(run, () -> seats.create(principal, create.plan()), create.plan());
            return own;
        }
        if (decision instanceof SeatDecision.Update update) {
            write(run, () -> seats.update(principal, update.plan()), update.plan());
            return own;
        }
        seats.delete(principal);
        return run.status().individualPlan();
    }

    /** A conflict says that the assignment is there already, or not to be had: the next look tells which. */
    private static void write(MemberRun run, Runnable write, Plan plan) {
        try {
            write.run();
        } catch (AwsException e) {
            boolean isRepeated =
                    run.status().individualPlan().filter(asked -> asked == plan).isPresent();
            if (!(e.failure() instanceof AwsFailure.Conflict) || isRepeated) {
                throw e;
            }
        }
        run.progress()
                .report(
                        ConditionType.SEAT_ASSIGNED,
                        Finding.progressing(
                                Reason.WAITING_FOR_SEAT,
                                "The plan " + plan.label() + " was asked for and is read back next"));
    }

    private static void record(
            MemberRun run, Optional<Seat> seat, Optional<Plan> wanted, Optional<Plan> asked, boolean written) {
        if (seat.isEmpty() && wanted.isEmpty() && asked.isEmpty()) {
            run.status().seat(Optional.empty());
            return;
        }
        SeatState state = seat.map(s -> state(s.status())).orElse(SeatState.UNKNOWN);
        String since = run.status()
                .seat()
                .filter(s -> s.state() == state && !written)
                .flatMap(s -> Optional.ofNullable(s.since()))
                .orElse(seat.filter(s -> state == SeatState.ACTIVE && !written)
                        .flatMap(Seat::activatedAt)
                        .orElse(run.progress().now())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        run.status()
                .seat(Optional.of(new MemberSeatStatus(
                        state,
                        wanted.orElse(null),
                        seat.map(s -> origin(s.source())).orElse(SeatOrigin.UNKNOWN),
                        since,
                        seat.flatMap(Seat::effectivePlan).orElse(null),
                        asked.orElse(null))));
    }

    private static SeatState state(SeatStatus status) {
        return switch (status) {
            case ACTIVE -> SeatState.ACTIVE;
            case PENDING -> SeatState.PENDING;
            case CANCELLED -> SeatState.CANCELLED;
            case UNKNOWN -> SeatState.UNKNOWN;
        };
    }

    private static SeatOrigin origin(SeatSource source) {
        return switch (source) {
            case INDIVIDUAL -> SeatOrigin.INDIVIDUAL;
            case GROUP -> SeatOrigin.GROUP;
            case INDIVIDUAL_AND_GROUP -> SeatOrigin.INDIVIDUAL_AND_GROUP;
            case UNKNOWN -> SeatOrigin.UNKNOWN;
        };
    }

    private static Optional<Plan> wantedByPeers(MemberRun run, User user) {
        return highest(run.peersOf(user.id()).stream().flatMap(peer -> individualPlan(peer).stream()));
    }

    private static Optional<Plan> individualPlan(KiroMember member) {
        return Optional.ofNullable(member.getStatus())
                .map(KiroMemberStatus::seat)
                .map(MemberSeatStatus::individualPlan);
    }

    private static Optional<Plan> highest(Stream<Plan> plans) {
        return plans.max(Comparator.naturalOrder());
    }

    /** While a seat is on its way, the seats are read as often as the member looks. */
    private static Duration maxAge(MemberRun run) {
        boolean waits = run.progress().elapsed(ConditionType.SEAT_ASSIGNED).compareTo(Duration.ZERO) > 0
                || run.status()
                        .seat()
                        .filter(s -> s.state() == SeatState.UNKNOWN)
                        .isPresent();
        return waits ? SyncSettings.SHORTEST.dividedBy(2) : run.maxAge();
    }
}
