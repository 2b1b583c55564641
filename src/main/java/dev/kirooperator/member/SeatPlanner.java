package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.util.Optional;

/** Decides about a member's seat. Pure. What a person still has to do is said while the seat is pending. */
final class SeatPlanner {

    /** AWS says that it gives a group's members their seats within 24 hours. */
    private static final Duration GROUP_SYNC_LIMIT = Duration.ofHours(24);

    private final Duration readBack;

    /**
     * Makes a planner.
     *
     * @param readBack how long a write may take to show before it is asked for again
     */
    SeatPlanner(Duration readBack) {
        this.readBack = readBack;
    }

    /**
     * What is known of the seat.
     *
     * @param individual the plan that the user is to be assigned itself
     * @param throughGroup whether a group's assignment is to give the user a seat
     * @param seat what AWS reports
     * @param asked the individual plan that this operator asked for
     * @param waitingFor how long a seat has been waited for
     */
    record Question(
            Optional<Plan> individual,
            boolean throughGroup,
            boolean writable,
            Optional<Seat> seat,
            Optional<Plan> asked,
            Duration waitingFor) {

        boolean hasOwnAssignment() {
            return seat.filter(s -> s.source() != SeatSource.GROUP)
                    .filter(s -> s.status() != SeatStatus.CANCELLED)
                    .isPresent();
        }
    }

    SeatDecision decide(Question question) {
        return question.individual()
                .map(plan -> decideIndividual(question, plan))
                .orElseGet(() -> decideNone(question));
    }

    private SeatDecision decideIndividual(Question question, Plan wanted) {
        boolean asked = question.asked().filter(plan -> plan == wanted).isPresent();
        if (isCancelled(question)) {
            return new SeatDecision.Rest(Optional.of(cancelled()), false);
        }
        if (question.hasOwnAssignment()) {
            Seat seat = question.seat().orElseThrow();
            boolean differs = seat.plan()
                    .filter(plan -> !covers(plan, wanted, seat.source()))
                    .isPresent();
            if (!differs) {
                return new SeatDecision.Rest(Optional.of(seen(seat)), true);
            }
            if (seat.status() == SeatStatus.ACTIVE && question.writable() && !isFresh(question, asked)) {
                return new SeatDecision.Update(wanted);
            }
            return new SeatDecision.Rest(Optional.of(changesLater(seat, wanted)), true);
        }
        if (!question.writable()) {
            return new SeatDecision.Rest(
                    Optional.of(question.seat().map(SeatPlanner::seen).orElseGet(() -> byHand(wanted))), false);
        }
        if (isFresh(question, asked)) {
            return new SeatDecision.Rest(
                    Optional.of(Finding.progressing(
                            Reason.WAITING_FOR_SEAT,
                            "The plan " + wanted.label() + " was asked for; AWS does not show the seat yet")),
                    true);
        }
        return new SeatDecision.Create(wanted);
    }

    private SeatDecision decideNone(Question question) {
        if (question.asked().isPresent() && question.hasOwnAssignment() && question.writable()) {
            boolean covered = question.seat()
                    .filter(seat -> seat.source() == SeatSource.INDIVIDUAL_AND_GROUP)
                    .isPresent();
            return !question.throughGroup() || covered
                    ? new SeatDecision.Delete()
                    : new SeatDecision.Rest(question.seat().map(SeatPlanner::seen), true);
        }
        boolean mayStillAppear =
                !isCancelled(question) && isFresh(question, question.asked().isPresent());
        if (mayStillAppear && question.writable()) {
            return new SeatDecision.Rest(Optional.of(notShown()), true);
        }
        if (!question.throughGroup()) {
            return new SeatDecision.Rest(Optional.empty(), false);
        }
        if (isCancelled(question)) {
            return new SeatDecision.Rest(Optional.of(cancelled()), false);
        }
        return new SeatDecision.Rest(
                Optional.of(question.seat().map(SeatPlanner::seen).orElseGet(() -> notYet(question.waitingFor()))),
                false);
    }

    /** A write that is younger than the read-back time is not repeated. */
    private boolean isFresh(Question question, boolean asked) {
        return asked && question.waitingFor().compareTo(readBack) < 0;
    }

    /** A user in a group as well has the higher of both plans. */
    private static boolean covers(Plan seen, Plan wanted, SeatSource source) {
        return seen == wanted || (source == SeatSource.INDIVIDUAL_AND_GROUP && seen.compareTo(wanted) > 0);
    }

    private static boolean isCancelled(Question question) {
        return question.seat()
                .filter(seat -> seat.status() == SeatStatus.CANCELLED)
                .isPresent();
    }

    private static Finding seen(Seat seat) {
        return switch (seat.status()) {
            case ACTIVE ->
                Finding.done(
                        Reason.SEAT_ACTIVE,
                        "The seat is active"
                                + seat.effectivePlan()
                                        .map(p -> " on the plan " + p.label())
                                        .orElse(""));
            case PENDING ->
                Finding.done(
                        Reason.SEAT_PENDING,
                        "The seat waits for the first sign-in and is not paid for until then. This person has to set a password "
                                + "(or enter the e-mailed code), register MFA, and sign in to Kiro with the URL in status.signIn");
            case CANCELLED -> cancelled();
            case UNKNOWN ->
                Finding.progressing(
                        Reason.WAITING_FOR_SEAT, "AWS reports a state of the seat that this operator does not know");
        };
    }

    private static Finding changesLater(Seat seat, Plan wanted) {
        String why = seat.status() == SeatStatus.PENDING
                ? "AWS changes the plan of a pending seat only after the first sign-in"
                : "the change was asked for and does not show yet";
        return new Finding(
                seat.status() == SeatStatus.PENDING ? Finding.Kind.DONE : Finding.Kind.PROGRESSING,
                seat.status() == SeatStatus.PENDING ? Reason.SEAT_PENDING : Reason.WAITING_FOR_SEAT,
                "The plan " + wanted.label() + " is not in force yet: " + why,
                "The plan " + wanted.label() + " is not in force yet: " + why,
                false);
    }

    private static Finding cancelled() {
        return Finding.progressing(
                Reason.CANCELLED_THIS_MONTH,
                "The seat was cancelled this month, and AWS gives no new one before the next month (UTC) begins. The operator "
                        + "asks for it then");
    }

    private static Finding notShown() {
        return Finding.progressing(
                Reason.WAITING_FOR_SEAT,
                "The individual seat that was asked for is not wanted any more, and is given back as soon as AWS shows it");
    }

    private static Finding notYet(Duration waitingFor) {
        return waitingFor.compareTo(GROUP_SYNC_LIMIT) < 0
                ? Finding.progressing(
                        Reason.WAITING_FOR_SEAT,
                        "The user is in a subscribed group; AWS gives its members their seats within 24 hours")
                : Finding.progressing(
                        Reason.SEAT_LATE,
                        "The user has been in a subscribed group for more than 24 hours, and AWS shows no seat. If it stays so, "
                                + "open a support case, or use assignTo: Members");
    }

    private static Finding byHand(Plan wanted) {
        return Finding.idle(
                Reason.SEATS_NOT_MANAGED,
                "This connection does not write assignments (seat-api: none). Assign the plan " + wanted.label()
                        + " in the Kiro console");
    }
}
