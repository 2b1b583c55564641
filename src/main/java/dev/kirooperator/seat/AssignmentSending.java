package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.Unanswered;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends a request about an assignment. A create that conflicts is resolved by reading: an assignment on another plan is changed, one
 * that AWS does not list among others is not asked for again now. Where no list tells of the principal or its plan, an update is the
 * only way to learn whether there is one. An update of nothing turns into a create.
 */
public final class AssignmentSending {

    private static final GroupAssignments UNREAD = new GroupAssignments.Unreadable("nothing lists this principal");
    private static final String CREATE = "CreateAssignment";

    private final Seats seats;
    private final Principal principal;
    private final boolean takesOver;
    private final Supplier<GroupAssignments> lists;

    private AssignmentSending(Seats seats, Principal principal, boolean takesOver, Supplier<GroupAssignments> lists) {
        this.takesOver = takesOver;
        this.seats = seats;
        this.principal = principal;
        this.lists = lists;
    }

    /** About a group's assignment, where AWS may list groups. */
    public static AssignmentSending of(Seats seats, Principal.Group group) {
        return new AssignmentSending(
                seats, group, true, () -> seats.snapshot(Duration.ZERO).groups());
    }

    /**
     * About an assignment that nothing can be read of: only AWS's answers tell.
     *
     * @param takesOver whether an assignment that somebody else made may be changed; else a create that conflicts fails
     */
    public static AssignmentSending unread(Seats seats, Principal principal, boolean takesOver) {
        return new AssignmentSending(seats, principal, takesOver, () -> UNREAD);
    }

    /** What AWS's answers amount to. */
    public enum Outcome {
        /** AWS took the request, or lists what was asked for. */
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
            if (!takesOver || !(e.failure() instanceof AwsFailure.Conflict)) {
                throw e;
            }
            return resolve(plan);
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

    /** A list without any group tells nothing: nobody knows whether it shows groups at all. */
    private Outcome resolve(Plan plan) {
        if (lists.get() instanceof GroupAssignments.Known known
                && !known.plans().isEmpty()) {
            Optional<Optional<Plan>> listed = Optional.ofNullable(known.plans().get(principal.id()));
            if (listed.isEmpty()) {
                return Outcome.HELD;
            }
            if (listed.get().equals(Optional.of(plan))) {
                return Outcome.ASKED;
            }
        }
        return updateInstead(plan);
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

    private static boolean isAboutNothing(AwsFailure failure) {
        return failure instanceof AwsFailure.NotFound missing && !missing.isAboutTheSetting();
    }
}
