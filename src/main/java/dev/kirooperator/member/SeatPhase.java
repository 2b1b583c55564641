package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.converge.FailurePolicy;
import dev.kirooperator.converge.OtherProfiles.Elsewhere;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.directory.User;
import dev.kirooperator.seat.AccountBlock;
import dev.kirooperator.seat.Principal;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatAnswer;
import dev.kirooperator.seat.SeatCase;
import dev.kirooperator.seat.SeatMachine;
import dev.kirooperator.seat.SeatRequest;
import dev.kirooperator.seat.SeatSnapshot;
import dev.kirooperator.seat.SeatStage;
import dev.kirooperator.seat.Seats;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Converges a member's individual assignment, and reads back the seat, wherever it comes from. {@link SeatMachine} decides. */
final class SeatPhase {

    /** The whole list is read for each who waits: not again and again while thousands come. */
    private static final Duration WHILE_OTHERS_JOIN = Duration.ofSeconds(15);

    private final SeatMachine machine;
    private final DoubleBilling doubleBilling;
    private final InstantSource clock;
    private final DepartureBrake brake;
    private final FoundSeats foundSeats;
    private final Consumer<KiroMember> statusWriter;

    /**
     * Makes the phase.
     *
     * @param statusWriter writes a member's status to the cluster now
     */
    SeatPhase(
            SeatMachine machine,
            DoubleBilling doubleBilling,
            DepartureBrake brake,
            FoundSeats foundSeats,
            InstantSource clock,
            Consumer<KiroMember> statusWriter) {
        this.brake = brake;
        this.foundSeats = foundSeats;
        this.machine = machine;
        this.doubleBilling = doubleBilling;
        this.clock = clock;
        this.statusWriter = statusWriter;
    }

    /**
     * Reports {@code SeatAssigned} where a seat is asked for, or one of this operator's is to be given back.
     *
     * @param mayAsk false while no team lets the operator write: then nothing new is asked for, and what is not wanted any more is
     *     given back all the same
     */
    void run(MemberRun run, User user, List<NamedTeam> joined, boolean mayAsk) {
        boolean expected = run.goal().plan().isPresent()
                || joined.stream()
                        .anyMatch(team -> team.goal().flatMap(TeamGoal::plan).isPresent())
                || ObservedSeat.plan(run).isPresent();
        if (!expected && run.status().seat().isEmpty()) {
            doubleBilling.forget(run.uid());
            return;
        }
        try {
            converge(run, user, joined, mayAsk);
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.SEAT_ASSIGNED, e);
        }
    }

    private void converge(MemberRun run, User user, List<NamedTeam> joined, boolean mayAsk) {
        Instant now = run.progress().now().truncatedTo(ChronoUnit.SECONDS);
        Seats seats = run.connection().seats();
        if (run.freshness().isForced()) {
            seats.askAgain();
        }
        SeatSnapshot snapshot = seats.snapshot(maxAge(run));
        Optional<Seat> seat = snapshot.seat(user.id());
        Optional<MemberSeatStatus> recorded = run.status().seat();
        Instant since = SeatRecord.since(recorded, seat, now);
        Optional<Plan> own = OwnWishes.of(run, joined)
                .flatMap(plan -> mayAsk ? Optional.of(plan) : run.status().individualPlan());
        Optional<Plan> byPeers = OwnWishes.ofPeers(run, user);
        Optional<SeatCase.GroupWish> group = GroupWishes.of(joined, snapshot.groups());
        SeatCase question = new SeatCase(
                new SeatCase.Wish(OwnWishes.highest(Stream.concat(own.stream(), byPeers.stream())), group),
                seats.writable(),
                own.isPresent() && foundSeats.areOf(run),
                seat,
                snapshot.groups().highestPlan(),
                new SeatCase.Memory(
                        OwnWishes.highest(Stream.concat(run.status().individualPlan().stream(), byPeers.stream())),
                        SeatRecord.lastRequest(recorded),
                        since,
                        run.progress().notDoneSince(ConditionType.SEAT_ASSIGNED)),
                seats.block().map(AccountBlock::retryAt),
                now);
        SeatAnswer answer = machine.answer(question);
        ObservedSeat.plan(run)
                .flatMap(plan -> ObservedSeat.step(machine, question, plan))
                .ifPresent(step -> run.progress().report(ConditionType.SEAT_ASSIGNED, step));
        boolean isSender = OwnWishes.isSender(run, user, own);
        Optional<Finding> held = isSender ? held(run, user, answer) : Optional.empty();
        if (held.isPresent()) {
            run.progress().report(ConditionType.SEAT_ASSIGNED, held.get());
            return;
        }
        SeatSending.Outcome outcome = carryOut(run, user, question, isSender ? answer : answer.leftToAnother(), own);
        Optional<Plan> previous = run.status().individualPlan();
        Optional<Plan> individual = outcome.answer().ours() ? own.or(() -> previous) : Optional.empty();
        Optional<Plan> wanted =
                OwnWishes.highest(Stream.concat(own.stream(), group.map(SeatCase.GroupWish::plan).stream()));
        List<Elsewhere> elsewhere = doubleBilling.seatsElsewhere(run, user, outcome.seat());
        run.status()
                .seat(SeatRecord.next(
                        outcome.seat(),
                        SeatRecord.since(recorded, outcome.seat(), now),
                        wanted,
                        individual,
                        outcome.sent().or(() -> recorded.flatMap(r -> Optional.ofNullable(r.lastRequest()))),
                        outcome.answer(),
                        elsewhere));
        report(run, outcome.answer(), elsewhere, now);
        if (!isSender && answer.call().isPresent()) {
            run.progress().watch(ConditionType.SEAT_ASSIGNED);
        }
    }

    /** A manifest that does not ask for a seat any more says so itself; a team that has vanished may be an accident. */
    private Optional<Finding> held(MemberRun run, User user, SeatAnswer answer) {
        boolean returns =
                answer.call().filter(SeatRequest.Delete.class::isInstance).isPresent();
        if (returns && run.teams().stream().anyMatch(team -> team.team().isEmpty())) {
            return brake.checkSeat(run, user.id());
        }
        brake.withdrawSeat(run);
        return Optional.empty();
    }

    /** A request that AWS refused counts as none; that it was made stays known, for an answer that is lost looks the same. */
    private SeatSending.Outcome carryOut(
            MemberRun run, User user, SeatCase question, SeatAnswer answer, Optional<Plan> own) {
        Optional<MemberSeatStatus> recorded = run.status().seat();
        SeatSending sending =
                new SeatSending(machine, run.connection().seats(), new Principal.User(user.id()), clock, request -> {
                    run.status()
                            .seat(SeatRecord.noted(recorded, question.memory().since(), own, request));
                    statusWriter.accept(run.status().interim(run.progress()));
                });
        try {
            return sending.carryOut(question, answer);
        } catch (AwsException e) {
            run.status().seat(SeatRecord.refused(run.status().seat(), recorded));
            throw e;
        }
    }

    private static void report(MemberRun run, SeatAnswer answer, List<Elsewhere> elsewhere, Instant now) {
        Optional<AccountBlock> block = run.connection().seats().block();
        if (answer.stage() instanceof SeatStage.Blocked && block.isPresent()) {
            run.progress()
                    .report(
                            ConditionType.SEAT_ASSIGNED,
                            FailurePolicy.respond(block.get().failure()).finding());
        } else {
            SeatWords.of(answer.stage(), elsewhere, signIn(run))
                    .ifPresent(finding -> run.progress().report(ConditionType.SEAT_ASSIGNED, finding));
        }
        answer.lookAt()
                .map(at -> Duration.between(now, at))
                .ifPresent(wait -> run.progress()
                        .lookAgainWithin(wait.compareTo(SyncSettings.SHORTEST) < 0 ? SyncSettings.SHORTEST : wait));
    }

    private static String signIn(MemberRun run) {
        return SignInAdvice.of(SignInAdvice.newcomer(run));
    }

    /** The longer a seat has been on its way, the older what is known of it may be; one that waits for a date needs no hurry. */
    private static Duration maxAge(MemberRun run) {
        boolean waitsForMonth = run.status()
                .seat()
                .filter(seat -> seat.state() == SeatState.CANCELLED && seat.changesAt() != null)
                .filter(seat -> run.progress().now().isBefore(Instant.parse(seat.changesAt())))
                .isPresent();
        boolean isNew =
                run.status().seat().filter(s -> s.state() != SeatState.UNKNOWN).isEmpty();
        Optional<Instant> waitingSince = run.progress().notDoneSince(ConditionType.SEAT_ASSIGNED);
        if (waitsForMonth || (waitingSince.isEmpty() && !isNew)) {
            return run.maxAge();
        }
        Duration quarter = waitingSince
                .map(since -> Duration.between(since, run.progress().now()).dividedBy(4))
                .orElse(Duration.ZERO);
        Duration shortest = run.connection().directory().sinceLastJoin().compareTo(SyncSettings.QUIET) < 0
                ? WHILE_OTHERS_JOIN
                : SyncSettings.SHORTEST.dividedBy(2);
        Duration age = quarter.compareTo(shortest) < 0 ? shortest : quarter;
        return age.compareTo(run.maxAge()) < 0 ? age : run.maxAge();
    }
}
