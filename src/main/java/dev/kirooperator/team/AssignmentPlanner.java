package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.Confirmation;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.seat.Months;
import dev.kirooperator.seat.RequestPace;
import dev.kirooperator.seat.SeatMachine;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides about the Kiro assignment of a team's group. Pure. */
final class AssignmentPlanner {

    private final RequestPace pace;

    /**
     * Makes a planner.
     *
     * @param readBack how long a write may take to show before it is asked for again
     */
    AssignmentPlanner(Duration readBack) {
        this.pace = new RequestPace(readBack);
    }

    /**
     * What this operator recorded of its own last request.
     *
     * @param plan the plan it asked for
     * @param state {@code PENDING} until the request was read back
     * @param since since when it is in that state; of a pending one when it was first asked for
     * @param requestedAt when it was last asked for and answered; empty where it was found, or refused
     * @param heldUntil until when it does not ask again, since AWS refused and showed no reason
     * @param confirmedBy how it is known that the group is assigned; empty while it is not
     */
    record Recorded(
            Plan plan,
            SubscriptionState state,
            Instant since,
            Optional<Instant> requestedAt,
            Optional<Instant> heldUntil,
            Optional<Confirmation> confirmedBy) {

        /** Whether AWS answered the request for the plan with success. */
        boolean isAnswered(Plan wanted) {
            return plan == wanted && heldUntil.isEmpty();
        }

        /** Whether the plan was seen, and not only answered. */
        boolean wasTold() {
            return confirmedBy.filter(by -> by != Confirmation.ANSWER).isPresent();
        }

        /** Whether the members' seats show the plan by now, if the request had an effect. */
        boolean isDueInSeats(Instant now) {
            return confirmedBy.equals(Optional.of(Confirmation.SEATS))
                    || requestedAt
                            .map(at -> at.plus(SeatMachine.GROUP_SYNC_LIMIT))
                            .filter(now::isBefore)
                            .isEmpty();
        }

        /** Whether it was asked for again because the seats did not follow the first request in time. */
        boolean isContradicted() {
            return isRepeated()
                    && requestedAt
                            .filter(at -> !at.isBefore(since.plus(SeatMachine.GROUP_SYNC_LIMIT)))
                            .isPresent();
        }

        /** Whether an earlier request, answered with success, is known to have had no effect. */
        boolean isRepeated() {
            return state == SubscriptionState.PENDING
                    && requestedAt.filter(since::isBefore).isPresent();
        }
    }

    /**
     * What is known of the assignment.
     *
     * @param wanted the plan that the group is to have
     * @param keepForNow whether members still need the group's assignment although it is not wanted any more
     * @param recorded empty when this operator asked for nothing yet, or its record is lost
     */
    record Question(
            Optional<Plan> wanted,
            boolean keepForNow,
            boolean writable,
            GroupObservation observed,
            Optional<Recorded> recorded,
            Instant now) {}

    AssignmentDecision decide(Question question) {
        return question.wanted().map(plan -> decideWanted(question, plan)).orElseGet(() -> decideUnwanted(question));
    }

    private AssignmentDecision decideWanted(Question question, Plan wanted) {
        GroupObservation observed = question.observed();
        if (observed instanceof GroupObservation.Listed listed) {
            return listed.plan()
                    .map(told -> assigned(question, wanted, Optional.of(told), Confirmation.LIST))
                    .orElseGet(() -> weighed(question, wanted, listed.bySeats(), Confirmation.LIST));
        }
        if (observed instanceof GroupObservation.SeenInSeats seen) {
            return weighed(question, wanted, seen.plan(), Confirmation.SEATS);
        }
        if (!question.writable()) {
            return byHand(wanted);
        }
        if (isHeld(question, wanted)) {
            return held(question.now(), wanted);
        }
        return observed instanceof GroupObservation.Silent silent
                ? untold(question, wanted, silent.why())
                : notAssigned(question, wanted);
    }

    /** The group is assigned, and only the members' seats may tell the plan: until AWS has given them, its answer is gone by. */
    private AssignmentDecision weighed(Question question, Plan wanted, Optional<Plan> bySeats, Confirmation by) {
        Optional<Recorded> answered = question.recorded().filter(r -> r.isAnswered(wanted));
        if (answered.isEmpty() || bySeats.equals(Optional.of(wanted))) {
            return assigned(question, wanted, bySeats, Confirmation.SEATS);
        }
        Recorded record = answered.get();
        if (bySeats.isEmpty()) {
            return believed(record, by, "");
        }
        if (!record.isDueInSeats(question.now())) {
            return record.isContradicted()
                    ? AssignmentDecision.Rest.unconfirmed(SubscriptionState.PENDING, unheeded(wanted))
                    : believed(
                            record,
                            by,
                            ". Members' seats are on " + bySeats.get().label()
                                    + "; AWS lets them follow within 24 hours");
        }
        return question.writable()
                ? new AssignmentDecision.Update(wanted, record.requestedAt().isPresent() && !record.wasTold())
                : byHand(wanted);
    }

    private static AssignmentDecision believed(Recorded record, Confirmation by, String more) {
        String group = by == Confirmation.LIST
                ? "AWS lists the group as assigned and does not tell its plan here"
                : "Members have seats that come from the group, and they do not tell its plan";
        String plan = record.plan().label();
        return new AssignmentDecision.Rest(
                SubscriptionState.SUBSCRIBED,
                Optional.of(Finding.done(
                        Reason.SYNCED,
                        group
                                + (record.wasTold()
                                        ? "; it was " + plan + " when it was last told"
                                        : "; that it is " + plan + " is AWS's answer to the request")
                                + more)),
                record.wasTold() ? record.confirmedBy() : Optional.of(Confirmation.ANSWER));
    }

    /** The group is assigned this plan, or one that nothing tells. */
    private AssignmentDecision assigned(Question question, Plan wanted, Optional<Plan> told, Confirmation by) {
        if (told.equals(Optional.of(wanted))) {
            return subscribed(wanted, by);
        }
        if (!question.writable()) {
            return byHand(wanted);
        }
        return isFresh(question, wanted)
                ? pending(question, wanted)
                : new AssignmentDecision.Update(wanted, isUnheeded(question, wanted));
    }

    private AssignmentDecision notAssigned(Question question, Plan wanted) {
        return isFresh(question, wanted)
                ? pending(question, wanted)
                : new AssignmentDecision.Create(wanted, isUnheeded(question, wanted));
    }

    /** Only what AWS answered can be gone by. */
    private static AssignmentDecision untold(Question question, Plan wanted, String why) {
        if (isAnswered(question, wanted)) {
            return new AssignmentDecision.Rest(
                    SubscriptionState.SUBSCRIBED,
                    Optional.of(Finding.done(
                            Reason.SYNCED,
                            "The group is assigned the plan " + wanted.label()
                                    + ", as AWS answered; it cannot be read back here (" + why + ")")),
                    Optional.of(Confirmation.ANSWER));
        }
        return question.recorded().filter(r -> r.heldUntil().isEmpty()).isPresent()
                ? new AssignmentDecision.Update(wanted, false)
                : new AssignmentDecision.Create(wanted, false);
    }

    private static boolean isAnswered(Question question, Plan wanted) {
        return question.recorded().filter(r -> r.isAnswered(wanted)).isPresent();
    }

    /** Whether the same was asked for before, with success for an answer, and never showed. */
    private static boolean isUnheeded(Question question, Plan wanted) {
        return question.recorded()
                .filter(r -> r.isAnswered(wanted) && r.state() == SubscriptionState.PENDING)
                .isPresent();
    }

    private AssignmentDecision decideUnwanted(Question question) {
        boolean gone = question.observed() instanceof GroupObservation.NotListed
                && question.recorded().filter(r -> isFresh(r, question.now())).isEmpty();
        if (question.recorded().isEmpty() || gone || !question.writable()) {
            return new AssignmentDecision.Rest(SubscriptionState.NONE, Optional.empty(), Optional.empty());
        }
        if (question.keepForNow()) {
            return AssignmentDecision.Rest.unconfirmed(
                    SubscriptionState.SUBSCRIBED,
                    Finding.progressing(
                            Reason.PROGRESSING,
                            "The group's assignment stays until every member has a seat of its own"));
        }
        return new AssignmentDecision.Delete();
    }

    private static AssignmentDecision subscribed(Plan plan, Confirmation by) {
        return new AssignmentDecision.Rest(
                SubscriptionState.SUBSCRIBED,
                Optional.of(Finding.done(
                        Reason.SYNCED,
                        "The group is assigned the plan " + plan.label()
                                + (by == Confirmation.LIST
                                        ? ", and was read back"
                                        : ", as the seats of its members show"))),
                Optional.of(by));
    }

    private boolean isFresh(Question question, Plan wanted) {
        return question.recorded()
                .filter(r -> r.plan() == wanted && isFresh(r, question.now()))
                .isPresent();
    }

    /** Whether a request may still take effect by itself. */
    private boolean isFresh(Recorded recorded, Instant now) {
        return recorded.state() == SubscriptionState.PENDING
                && recorded.requestedAt()
                        .map(at -> pace.repeatAt(at, recorded.since()))
                        .filter(now::isBefore)
                        .isPresent();
    }

    private static boolean isHeld(Question question, Plan wanted) {
        return question.recorded()
                .filter(r -> r.plan() == wanted)
                .flatMap(Recorded::heldUntil)
                .filter(question.now()::isBefore)
                .isPresent();
    }

    private static AssignmentDecision pending(Question question, Plan plan) {
        boolean repeated = question.recorded().filter(Recorded::isRepeated).isPresent();
        return AssignmentDecision.Rest.unconfirmed(
                SubscriptionState.PENDING,
                repeated
                        ? unheeded(plan)
                        : Finding.progressing(
                                Reason.PROGRESSING,
                                "The plan " + plan.label() + " was asked for; AWS does not show it yet"));
    }

    /** What there is to say of a request that was sent just now. */
    static Finding sent(Plan plan, boolean again) {
        return again
                ? unheeded(plan)
                : Finding.progressing(
                        Reason.PROGRESSING, "The plan " + plan.label() + " was asked for and is read back next");
    }

    private static Finding unheeded(Plan plan) {
        return Finding.progressing(
                Reason.NO_EFFECT,
                "The plan " + plan.label()
                        + " was asked for again: AWS answered the request before with "
                        + "success, and nothing changed. The operator goes on asking, ever less often; if it "
                        + "stays so, look at the group in the Kiro console");
    }

    /** What a refusal means that AWS gives while it shows no assignment. */
    static AssignmentDecision.Rest held(Instant now, Plan plan) {
        return AssignmentDecision.Rest.unconfirmed(
                SubscriptionState.PENDING,
                Finding.progressing(
                        Reason.CANCELLED_THIS_MONTH,
                        "AWS refused to assign the group the plan " + plan.label()
                                + " with ConflictException, and nothing that is read explains it: most likely it was given back this "
                                + "month, and AWS takes a new one when the month turns, at " + Months.end(now)
                                + ". The operator asks again then, and hourly"));
    }

    private static AssignmentDecision byHand(Plan plan) {
        return AssignmentDecision.Rest.unconfirmed(
                SubscriptionState.NONE,
                Finding.idle(
                        Reason.SEATS_NOT_MANAGED,
                        "This connection does not write assignments (seat-api: none). Assign the plan " + plan.label()
                                + " to the group in the Kiro console"));
    }
}
