package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.ManagedBy;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.SeatOperation;
import dev.kirooperator.api.v1alpha1.SeatOrigin;
import dev.kirooperator.api.v1alpha1.SeatRequestStatus;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.converge.ExternalIdentity;
import dev.kirooperator.converge.PrincipalId;
import dev.kirooperator.converge.PrincipalPlanner;
import dev.kirooperator.converge.PrincipalPlanner.Recorded;
import dev.kirooperator.converge.PrincipalPlanner.Step;
import dev.kirooperator.converge.PrincipalPlanner.Wanted;
import dev.kirooperator.converge.PrincipalWords;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.guard.Verdict;
import dev.kirooperator.seat.AssignmentSending;
import dev.kirooperator.seat.AssignmentSending.Outcome;
import dev.kirooperator.seat.Months;
import dev.kirooperator.seat.Principal;
import dev.kirooperator.seat.Seats;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Converges what can be converged of a member whose Kiro profile takes its people straight from an identity provider: the individual
 * assignment ({@code spec.subscription}) of the provider's user that an annotation names. That assignments go by principal id there too,
 * without anything in place of {@code instanceArn}, is inferred.
 *
 * <p>The record is {@code status.user} without an {@code origin}, which every user of Identity Center has, and {@code status.seat} with the
 * request; without one while AWS's answer is not known.
 */
final class ProviderSeat {

    private static final String KIND = "user";
    private static final String UPDATE = "UpdateAssignment";

    private final FoundSeats foundSeats;
    private final Consumer<KiroMember> statusWriter;

    /**
     * Makes the phase.
     *
     * @param statusWriter writes a member's status to the cluster now
     */
    ProviderSeat(FoundSeats foundSeats, Consumer<KiroMember> statusWriter) {
        this.foundSeats = foundSeats;
        this.statusWriter = statusWriter;
    }

    /** Whether the member names a user of its connection's provider, or has an assignment of one. */
    static boolean concerns(MemberRun run) {
        return run.connection().externalProvider().isPresent()
                && (PrincipalId.isNamed(run.member()) || recorded(run).isPresent());
    }

    /**
     * Reports {@code UserSynced}, and {@code SeatAssigned} where a seat is asked for; of an expired member {@code TeamsSynced}.
     *
     * @param refused why nothing may be written for the member
     */
    void run(MemberRun run, Optional<Verdict> refused) {
        if (refused.isPresent() && !run.isExpired()) {
            Verdict verdict = refused.get();
            run.progress().report(ConditionType.USER_SYNCED, Finding.stalled(verdict.reason(), verdict.message()));
            return;
        }
        if (!run.isExpired()) {
            reportUser(run);
        }
        Optional<Finding> objection = PrincipalId.objection(run.member()).filter(finding -> !run.isExpired());
        if (objection.isPresent()) {
            report(run, objection.get());
            return;
        }
        try {
            converge(run);
            if (run.isExpired()) {
                run.progress()
                        .report(
                                ConditionType.TEAMS_SYNCED,
                                Finding.idle(
                                        Reason.EXPIRED,
                                        "spec.expiresAt is past: AWS took the request to give the individual assignment back, "
                                                + "if there was one"));
            }
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.SEAT_ASSIGNED, e);
            PrincipalWords.unknown(e, KIND)
                    .or(() -> PrincipalWords.foreign(e, KIND))
                    .ifPresent(finding -> report(run, finding));
        }
        run.progress().lookedAt(ConditionType.SEAT_ASSIGNED);
    }

    /** Whether the member has a record of a provider's user, and with it nothing to undo in Identity Center. */
    static boolean isRecorded(MemberRun run) {
        return recorded(run).isPresent();
    }

    /**
     * Whose assignment is to be given back when the member is deleted; what another member has asked for too stays. An assignment that the
     * manifest asks for may have been asked for by an earlier object of a cluster that was made anew.
     *
     * @param refused why nothing that has no record may be taken over
     */
    static Optional<String> open(MemberRun run, Optional<Verdict> refused) {
        return recorded(run)
                .map(Recorded::id)
                .or(() -> wanted(run)
                        .filter(wanted -> refused.isEmpty())
                        .filter(wanted -> run.connection().externalProvider().isPresent())
                        .filter(wanted -> MemberSync.mayWrite(run.teams()))
                        .map(Wanted::id))
                .filter(id -> isToReturn(run, id));
    }

    /** Gives the assignment back, unless another member has asked for it too. */
    static void giveBack(MemberRun run, String id) {
        if (isToReturn(run, id)) {
            seats(run).delete(new Principal.User(id));
        }
        run.status().leaveUser();
    }

    private static boolean isToReturn(MemberRun run, String id) {
        return seats(run).writable() && run.recordedPeers(id).isEmpty();
    }

    private static void reportUser(MemberRun run) {
        Optional<Finding> finding = PrincipalId.isNamed(run.member())
                ? Optional.of(ExternalIdentity.butForTheAssignment(
                        run.connection(), "the user, its groups and what became of the seat"))
                : ExternalIdentity.check(run.connection());
        finding.ifPresent(found -> run.progress().report(ConditionType.USER_SYNCED, found));
    }

    private void converge(MemberRun run) {
        Optional<Wanted> wanted = wanted(run);
        if (run.freshness().isForced()) {
            seats(run).askAgain();
        }
        Step step = PrincipalPlanner.next(wanted, recorded(run), run.progress().now());
        Optional<String> toDo = PrincipalWords.toDo(step, KIND);
        if (toDo.isPresent() && wanted.isPresent() && !MemberSync.mayWrite(run.teams())) {
            report(run, notAllowed(run, toDo.get()));
            return;
        }
        if (step instanceof Step.GiveBack back) {
            noteThatItMayBeGone(run);
            giveBack(run, back.id());
            step = PrincipalPlanner.next(
                    wanted, Optional.empty(), run.progress().now());
        }
        apply(run, step);
    }

    private void apply(MemberRun run, Step step) {
        if (step instanceof Step.Create create) {
            create(run, create.wanted());
        } else if (step instanceof Step.Update update) {
            send(run, update.wanted(), SeatOperation.UPDATE, true);
        } else if (step instanceof Step.Hold hold) {
            held(run, hold.wanted(), hold.until());
        } else if (step instanceof Step.Taken taken) {
            taken(run, taken.wanted());
        }
    }

    /**
     * Whom the assignment is for is in the status before AWS is asked: should the operator end before it has the answer, and the manifest
     * name somebody else by then, nothing else would say what has to be given back.
     */
    private void create(MemberRun run, Wanted wanted) {
        boolean isNew = recorded(run).isEmpty();
        Optional<UserStatus> userBefore = run.status().user();
        Optional<MemberSeatStatus> seatBefore = run.status().seat();
        if (isNew) {
            note(run, wanted);
        }
        try {
            send(run, wanted, SeatOperation.CREATE, !isNew || foundSeats.areOf(run));
        } catch (AwsException e) {
            if (isNew && AssignmentSending.isInVain(e)) {
                run.status().restore(userBefore, seatBefore);
            }
            throw e;
        }
    }

    /** A manifest that names the old one again would else find it recorded as assigned. */
    private void noteThatItMayBeGone(MemberRun run) {
        recorded(run)
                .filter(recorded -> recorded.heldUntil().isEmpty())
                .ifPresent(taken -> note(run, new Wanted(taken.id(), taken.plan())));
    }

    private void note(MemberRun run, Wanted wanted) {
        record(run, wanted, Optional.empty());
        statusWriter.accept(run.status().interim(run.progress()));
    }

    private static void send(MemberRun run, Wanted wanted, SeatOperation operation, boolean takesOver) {
        AssignmentSending sending = AssignmentSending.unread(seats(run), new Principal.User(wanted.id()), takesOver);
        try {
            Outcome outcome =
                    operation == SeatOperation.CREATE ? sending.create(wanted.plan()) : sending.update(wanted.plan());
            if (outcome == Outcome.HELD) {
                refused(run, wanted, operation, "unknown");
            } else {
                SeatOperation done = outcome == Outcome.ASKED ? SeatOperation.CREATE : SeatOperation.UPDATE;
                record(run, wanted, Optional.of(request(run, wanted, done, Optional.empty())));
                taken(run, wanted);
            }
        } catch (AwsException e) {
            if (!mayBePending(e.failure())) {
                throw e;
            }
            refused(
                    run,
                    wanted,
                    SeatOperation.UPDATE,
                    e.failure().call().requestId().orElse("unknown"));
        }
    }

    /** AWS refuses to change the plan of somebody who has not signed in yet in the words it has for a blocked account. */
    private static boolean mayBePending(AwsFailure failure) {
        return failure.call().operation().equals(UPDATE)
                && (failure instanceof AwsFailure.AccountBlocked
                        || (failure instanceof AwsFailure.Denied
                                && failure.call().errorCode().isPresent()));
    }

    private static void refused(MemberRun run, Wanted wanted, SeatOperation operation, String requestId) {
        record(run, wanted, Optional.of(request(run, wanted, operation, Optional.of(requestId))));
        held(run, wanted, Months.holdUntil(run.progress().now()));
    }

    private static void held(MemberRun run, Wanted wanted, Instant until) {
        report(run, PrincipalWords.held(KIND, wanted.id(), wanted.plan(), until.truncatedTo(ChronoUnit.SECONDS)));
        run.progress().lookAgainWithin(Duration.between(run.progress().now(), until));
    }

    /** Not done: {@code SeatAssigned} promises a seat that was seen. */
    private static void taken(MemberRun run, Wanted wanted) {
        report(
                run,
                Finding.idle(
                        Reason.EXTERNAL_IDENTITY_PROVIDER, PrincipalWords.taken(KIND, wanted.id(), wanted.plan())));
    }

    private static void report(MemberRun run, Finding finding) {
        run.progress().report(ConditionType.SEAT_ASSIGNED, finding);
    }

    private static SeatRequestStatus request(
            MemberRun run, Wanted wanted, SeatOperation operation, Optional<String> conflict) {
        return new SeatRequestStatus(operation, wanted.plan(), time(run), null, conflict.orElse(null));
    }

    private static String time(MemberRun run) {
        return run.progress().now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Records whom a plan is asked for; without a request where AWS's answer is not known. */
    private static void record(MemberRun run, Wanted wanted, Optional<SeatRequestStatus> request) {
        run.status()
                .user(new UserStatus(
                        wanted.id(),
                        null,
                        ManagedBy.IDENTITY_PROVIDER,
                        run.connection().name(),
                        null));
        run.status()
                .seat(Optional.of(new MemberSeatStatus(
                        SeatState.UNKNOWN,
                        wanted.plan(),
                        SeatOrigin.UNKNOWN,
                        time(run),
                        null,
                        wanted.plan(),
                        request.orElse(null),
                        null,
                        null)));
    }

    private static Optional<Wanted> wanted(MemberRun run) {
        return PrincipalId.of(run.member())
                .filter(id -> !run.isExpired())
                .flatMap(id -> run.goal().plan().map(plan -> new Wanted(id, plan)));
    }

    private static Optional<Recorded> recorded(MemberRun run) {
        return run.status()
                .user()
                .filter(user -> user.origin() == null && user.managedBy() == ManagedBy.IDENTITY_PROVIDER)
                .flatMap(user -> Optional.ofNullable(user.id()))
                .flatMap(id -> run.status().individualPlan().map(plan -> recorded(run, id, plan)));
    }

    private static Recorded recorded(MemberRun run, String id, Plan plan) {
        Optional<SeatRequestStatus> answered = run.status()
                .seat()
                .flatMap(seat -> Optional.ofNullable(seat.lastRequest()))
                .filter(last -> last.time() != null);
        Optional<Instant> heldUntil = answered.filter(last -> last.conflict() != null)
                .map(last -> Months.holdUntil(Instant.parse(Objects.requireNonNull(last.time()))));
        boolean isForced = run.freshness().isForced() && heldUntil.isPresent();
        return answered.isEmpty() || isForced ? Recorded.unanswered(id, plan) : new Recorded(id, plan, heldUntil);
    }

    private static Finding notAllowed(MemberRun run, String toDo) {
        boolean suspended = run.teams().stream()
                .anyMatch(team -> team.goal().filter(TeamGoal::suspend).isPresent());
        Reason reason = run.teams().stream().anyMatch(NamedTeam::isObserved)
                ? Reason.OBSERVE_ONLY
                : suspended ? Reason.SUSPENDED : Reason.NOT_ALLOWED_BY_TEAM;
        return Finding.idle(reason, "To do: " + toDo + "; no team that this member names lets the operator write");
    }

    private static Seats seats(MemberRun run) {
        return run.connection().seats();
    }
}
