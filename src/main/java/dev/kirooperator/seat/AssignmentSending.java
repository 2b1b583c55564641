package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.Unanswered;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Sends a request about an assignment. Whether there is one already cannot always be read, so a request that meets the other
 * case turns into the other request: a create that conflicts into an update, an update of nothing into a create.
 */
public final class AssignmentSending {

    private static final String CREATE = "CreateAssignment";

    private final Seats seats;
    private final Principal principal;
    private final BooleanSupplier listed;

    private AssignmentSending(Seats seats, Principal principal, BooleanSupplier listed) {
        this.seats = seats;
        this.principal = principal;
        this.listed = listed;
    }

    /** About a group's assignment, where AWS may list groups. */
    public static AssignmentSending of(Seats seats, Principal.Group group) {
        return new AssignmentSending(seats, group, () -> isListed(seats, group));
    }

    /** About an assignment that nothing can be read of: only AWS's answers tell. */
    public static AssignmentSending unread(Seats seats, Principal principal) {
        return new AssignmentSending(seats, principal, () -> false);
    }

    /** What AWS's answers amount to. */
    public enum Outcome {
        /** AWS took the request. */
        ASKED,
        /** AWS took a request that only succeeds where there is an assignment. */
        CONFIRMED,
        /** AWS takes neither a new assignment nor a change of one. */
        HELD
    }

    /**
     * Asks for a new assignment.
     *
     * @throws AwsException for every failure that the other request does not resolve
     */
    public Outcome create(Plan plan) {
        try {
            seats.create(principal, plan);
            return Outcome.ASKED;
        } catch (AwsException e) {
            if (!(e.failure() instanceof AwsFailure.Conflict)) {
                throw e;
            }
            return listed.getAsBoolean() ? Outcome.ASKED : updateInstead(plan);
        }
    }

    /**
     * Asks for another plan.
     *
     * @throws AwsException for every failure that the other request does not resolve
     */
    public Outcome update(Plan plan) {
        try {
            seats.update(principal, plan);
            return Outcome.CONFIRMED;
        } catch (AwsException e) {
            if (!isAboutNothing(e.failure())) {
                throw e;
            }
            return createInstead(plan);
        }
    }

    /**
     * Whether a request for a new assignment surely left none behind. A conflict is no such answer, and the failure of the change that
     * was asked for in its stead is none either: there is an assignment then.
     */
    public static boolean isInVain(AwsException failure) {
        return Unanswered.by(failure)
                || (failure.failure().call().operation().equals(CREATE)
                        && !(failure.failure() instanceof AwsFailure.Transient));
    }

    private Outcome updateInstead(Plan plan) {
        try {
            seats.update(principal, plan);
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
            seats.create(principal, plan);
            return Outcome.ASKED;
        } catch (AwsException e) {
            if (e.failure() instanceof AwsFailure.Conflict) {
                return Outcome.HELD;
            }
            throw e;
        }
    }

    private static boolean isListed(Seats seats, Principal.Group group) {
        return seats.snapshot(Duration.ZERO).groups().lists(group.id());
    }

    private static boolean isAboutNothing(AwsFailure failure) {
        return failure instanceof AwsFailure.NotFound missing && !missing.isAboutTheSetting();
    }
}
