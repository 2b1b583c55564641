package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.seat.GroupAssignments;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides about the Kiro assignment of a team's group. Pure. */
final class AssignmentPlanner {

    private final Duration readBack;

    /**
     * Makes a planner.
     *
     * @param readBack how long a write may take to show before it is asked for again
     */
    AssignmentPlanner(Duration readBack) {
        this.readBack = readBack;
    }

    /**
     * What this operator recorded of its own last request.
     *
     * @param plan the plan it asked for
     * @param state {@code PENDING} until the request was read back
     * @param since when it asked
     */
    record Recorded(Plan plan, SubscriptionState state, Instant since) {}

    /**
     * What is known of the assignment.
     *
     * @param wanted the plan that the group is to have
     * @param keepForNow whether members still need the group's assignment although it is not wanted any more
     * @param recorded empty when this operator asked for nothing yet, or its record is lost
     */
    record Question(
            String groupId,
            Optional<Plan> wanted,
            boolean keepForNow,
            boolean writable,
            GroupAssignments observed,
            Optional<Recorded> recorded,
            Instant now) {

        boolean isFresh(Duration readBack) {
            return recorded.filter(r -> r.state() == SubscriptionState.PENDING)
                    .filter(r -> now.isBefore(r.since().plus(readBack)))
                    .isPresent();
        }
    }

    AssignmentDecision decide(Question question) {
        return question.wanted().map(plan -> decideWanted(question, plan)).orElseGet(() -> decideUnwanted(question));
    }

    private AssignmentDecision decideWanted(Question question, Plan wanted) {
        boolean asked = question.recorded().filter(r -> r.plan() == wanted).isPresent();
        if (question.observed() instanceof GroupAssignments.Known known) {
            Optional<Optional<Plan>> assignment =
                    Optional.ofNullable(known.plans().get(question.groupId()));
            boolean untold = asked || question.recorded().isEmpty();
            if (assignment
                    .filter(plan -> plan.map(p -> p == wanted).orElse(untold))
                    .isPresent()) {
                return subscribed(wanted, "and was read back");
            }
            if (!question.writable()) {
                return byHand(wanted);
            }
            if (asked && question.isFresh(readBack)) {
                return pending(wanted);
            }
            return assignment.isPresent()
                    ? new AssignmentDecision.Update(wanted)
                    : new AssignmentDecision.Create(wanted);
        }
        if (!question.writable()) {
            return byHand(wanted);
        }
        String why = ((GroupAssignments.Unreadable) question.observed()).why();
        if (asked) {
            return subscribed(wanted, "as AWS answered; it cannot be read back here (" + why + ")");
        }
        return question.recorded().isPresent()
                ? new AssignmentDecision.Update(wanted)
                : new AssignmentDecision.Create(wanted);
    }

    private AssignmentDecision decideUnwanted(Question question) {
        boolean gone = question.observed() instanceof GroupAssignments.Known known
                && !known.plans().containsKey(question.groupId())
                && !question.isFresh(readBack);
        if (question.recorded().isEmpty() || gone || !question.writable()) {
            return new AssignmentDecision.Rest(SubscriptionState.NONE, Optional.empty());
        }
        if (question.keepForNow()) {
            return new AssignmentDecision.Rest(
                    SubscriptionState.SUBSCRIBED,
                    Optional.of(Finding.progressing(
                            Reason.PROGRESSING,
                            "The group's assignment stays until every member has a seat of its own")));
        }
        return new AssignmentDecision.Delete();
    }

    private static AssignmentDecision subscribed(Plan plan, String how) {
        return new AssignmentDecision.Rest(
                SubscriptionState.SUBSCRIBED,
                Optional.of(
                        Finding.done(Reason.SYNCED, "The group is assigned the plan " + plan.label() + ", " + how)));
    }

    private static AssignmentDecision pending(Plan plan) {
        return new AssignmentDecision.Rest(
                SubscriptionState.PENDING,
                Optional.of(Finding.progressing(
                        Reason.PROGRESSING, "The plan " + plan.label() + " was asked for; AWS does not show it yet")));
    }

    private static AssignmentDecision byHand(Plan plan) {
        return new AssignmentDecision.Rest(
                SubscriptionState.NONE,
                Optional.of(Finding.idle(
                        Reason.SEATS_NOT_MANAGED,
                        "This connection does not write assignments (seat-api: none). Assign the plan " + plan.label()
                                + " to the group in the Kiro console")));
    }
}
