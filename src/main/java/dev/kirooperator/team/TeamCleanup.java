package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.DeletionPolicy;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.directory.Group;
import dev.kirooperator.seat.Principal;
import java.util.Optional;

/**
 * Undoes a team at AWS when its object is deleted: gives the assignment back, then deletes the group if the policy says so. Each
 * step can be repeated. A group that is not proven to be the team's is left alone.
 */
final class TeamCleanup {

    private final GroupPhase groups;

    TeamCleanup(GroupPhase groups) {
        this.groups = groups;
    }

    void run(TeamRun run) {
        Optional<Group> group = locate(run);
        if (group.isPresent() && !run.goal().observe()) {
            giveBack(run, group.get());
            if (run.goal().deletionPolicy() == DeletionPolicy.DELETE
                    && group.get().issuer().isEmpty()) {
                run.connection().directory().deleteGroup(group.get().id());
            }
        }
        groups.forget(run);
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

    /** A plan that the manifest asks for may have been asked for at AWS just before a crash, without a record. */
    private static void giveBack(TeamRun run, Group group) {
        boolean assigned = run.goal().groupPlan().isPresent()
                || run.status()
                        .subscription()
                        .filter(s -> s.assignedTo() == AssignTo.GROUP)
                        .isPresent();
        if (assigned && run.connection().seats().writable()) {
            run.connection().seats().delete(new Principal.Group(group.id()));
        }
    }
}
