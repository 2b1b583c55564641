package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.DeletionPolicy;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.directory.Group;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.seat.GroupAssignments;
import dev.kirooperator.seat.Principal;
import dev.kirooperator.seat.Seats;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.util.Optional;

/**
 * Undoes a team at AWS when its object is deleted: gives the assignment back and sees it gone, then deletes the group if the policy
 * says so, or releases it. Each step can be repeated. A group that is not proven to be the team's is left alone.
 */
final class TeamCleanup {

    private final Guards guards;
    private final GroupPhase groups;

    TeamCleanup(Guards guards, GroupPhase groups) {
        this.guards = guards;
        this.groups = groups;
    }

    /** Whether everything is undone; otherwise reports what AWS does not show yet. */
    boolean run(TeamRun run) {
        ProviderAssignment.giveBack(run, guards.checkNameless(run.goal().tenancyRequest()));
        Optional<Group> group = locate(run);
        if (group.isPresent() && !run.goal().observe()) {
            if (!giveBack(run, group.get())) {
                reportWaiting(run);
                return false;
            }
            boolean delete = run.goal().deletionPolicy() == DeletionPolicy.DELETE
                    && group.get().issuer().isEmpty();
            if (delete) {
                run.connection().directory().deleteGroup(group.get().id());
            } else {
                groups.release(run, group.get());
            }
        }
        groups.forget(run);
        return true;
    }

    private static void reportWaiting(TeamRun run) {
        run.progress()
                .report(
                        ConditionType.SUBSCRIPTION_SYNCED,
                        Finding.progressing(
                                Reason.DELETING, "Waits for AWS to show that the group's assignment is given back"));
        run.progress().watch(ConditionType.SUBSCRIPTION_SYNCED);
    }

    /** Without an Identity Center, a team that never had a group has nothing there to undo. */
    private Optional<Group> locate(TeamRun run) {
        try {
            return groups.locate(run);
        } catch (AwsException e) {
            if (e.isNoInstance() && run.recordedGroup().isEmpty()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Gives the assignment back; false until AWS shows it, where AWS lists assignments at all. A plan that the manifest asks for may
     * have been asked for at AWS just before a crash, without a record.
     */
    private static boolean giveBack(TeamRun run, Group group) {
        boolean assigned = run.goal().groupPlan().isPresent()
                || run.status()
                        .subscription()
                        .filter(s -> s.assignedTo() == AssignTo.GROUP)
                        .isPresent();
        Seats seats = run.connection().seats();
        if (!assigned || !seats.writable()) {
            return true;
        }
        seats.delete(new Principal.Group(group.id()));
        return !isListed(seats, group);
    }

    /** A list that this role may not read tells nothing; one that cannot be read just now is waited for. */
    private static boolean isListed(Seats seats, Group group) {
        try {
            return seats.snapshot(Duration.ZERO).groups() instanceof GroupAssignments.Known known
                    && known.plans().containsKey(group.id());
        } catch (AwsException e) {
            if (e.failure() instanceof AwsFailure.Throttled || e.failure() instanceof AwsFailure.Transient) {
                throw e;
            }
            return false;
        }
    }
}
