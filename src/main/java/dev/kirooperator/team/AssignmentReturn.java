package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.directory.Group;
import dev.kirooperator.seat.Principal;
import dev.kirooperator.seat.Seats;
import java.time.Duration;

/** Gives the assignment of a group back that the team leaves, and sees it gone. Can be repeated. */
final class AssignmentReturn {

    private AssignmentReturn() {}

    /**
     * Gives the assignment back; false until AWS shows it, where AWS lists assignments at all. A plan that the manifest asks for may
     * have been asked for at AWS just before a crash, without a record.
     */
    static boolean giveBack(TeamRun run, Group group) {
        return run.goal().groupPlan().isPresent() ? end(run, group) : giveBackRecorded(run, group);
    }

    /** The same, but only for an assignment that the status records as the team's. */
    static boolean giveBackRecorded(TeamRun run, Group group) {
        return !isRecorded(run, group) || end(run, group);
    }

    /**
     * Whether there is something to give back; makes no call.
     *
     * @param onlyRecorded as for {@link #giveBackRecorded}
     */
    static boolean isOpen(TeamRun run, Group group, boolean onlyRecorded) {
        return run.connection().seats().writable()
                && ((!onlyRecorded && run.goal().groupPlan().isPresent()) || isRecorded(run, group));
    }

    private static boolean end(TeamRun run, Group group) {
        Seats seats = run.connection().seats();
        if (!seats.writable()) {
            return true;
        }
        seats.delete(new Principal.Group(group.id()));
        return !isListed(seats, group);
    }

    private static boolean isRecorded(TeamRun run, Group group) {
        return run.status()
                .subscription()
                .filter(s -> s.assignedTo() == AssignTo.GROUP)
                .filter(s -> s.groupId() == null || group.id().equals(s.groupId()))
                .isPresent();
    }

    /** A list that this role may not read tells nothing; one that cannot be read just now is waited for. */
    private static boolean isListed(Seats seats, Group group) {
        try {
            return seats.snapshot(Duration.ZERO).groups().lists(group.id());
        } catch (AwsException e) {
            if (e.failure() instanceof AwsFailure.Throttled || e.failure() instanceof AwsFailure.Transient) {
                throw e;
            }
            return false;
        }
    }
}
