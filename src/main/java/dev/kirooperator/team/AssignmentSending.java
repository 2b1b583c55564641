package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.AwsFailure.Subject;
import dev.kirooperator.seat.GroupAssignments;
import dev.kirooperator.seat.Principal;
import dev.kirooperator.seat.Seats;
import java.time.Duration;

/**
 * Sends a request about a group's assignment. Whether there is one already cannot always be read, so a request that meets the other
 * case turns into the other request: a create that conflicts into an update, an update of nothing into a create.
 */
final class AssignmentSending {

    private final Seats seats;
    private final Principal.Group group;

    AssignmentSending(Seats seats, Principal.Group group) {
        this.seats = seats;
        this.group = group;
    }

    /** What AWS's answers amount to. */
    enum Outcome {
        /** AWS took the request. */
        ASKED,
        /** AWS took a request that only succeeds where the group is assigned. */
        CONFIRMED,
        /** AWS takes neither a new assignment nor a change of one. */
        HELD
    }

    /**
     * Asks for a new assignment.
     *
     * @throws AwsException for every failure that the other request does not resolve
     */
    Outcome create(Plan plan) {
        try {
            seats.create(group, plan);
            return Outcome.ASKED;
        } catch (AwsException e) {
            if (!(e.failure() instanceof AwsFailure.Conflict)) {
                throw e;
            }
            return isListed() ? Outcome.ASKED : updateInstead(plan);
        }
    }

    /**
     * Asks for another plan.
     *
     * @throws AwsException for every failure that the other request does not resolve
     */
    Outcome update(Plan plan) {
        try {
            seats.update(group, plan);
            return Outcome.CONFIRMED;
        } catch (AwsException e) {
            if (!isAboutNothing(e.failure())) {
                throw e;
            }
            return createInstead(plan);
        }
    }

    private Outcome updateInstead(Plan plan) {
        try {
            seats.update(group, plan);
            return Outcome.CONFIRMED;
        } catch (AwsException e) {
            if (e.failure() instanceof AwsFailure.Conflict || isAboutNothing(e.failure())) {
                return Outcome.HELD;
            }
            throw e;
        }
    }

    private Outcome createInstead(Plan plan) {
        try {
            seats.create(group, plan);
            return Outcome.ASKED;
        } catch (AwsException e) {
            if (e.failure() instanceof AwsFailure.Conflict) {
                return Outcome.HELD;
            }
            throw e;
        }
    }

    private boolean isListed() {
        return seats.snapshot(Duration.ZERO).groups() instanceof GroupAssignments.Known known
                && known.plans().containsKey(group.id());
    }

    private static boolean isAboutNothing(AwsFailure failure) {
        return failure instanceof AwsFailure.NotFound missing
                && missing.subject() != Subject.PROFILE
                && missing.subject() != Subject.INSTANCE;
    }
}
