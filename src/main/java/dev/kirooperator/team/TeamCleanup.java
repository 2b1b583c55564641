package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.DeletionPolicy;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.directory.Group;
import dev.kirooperator.status.Finding;
import java.util.Optional;

/**
 * Undoes a team at AWS when its object is deleted: gives the assignment back and sees it gone, then deletes the group if the policy
 * says so, or releases it. Each step can be repeated. A group that is not proven to be the team's is left alone, and one that was adopted
 * is not deleted once {@code adopt} is not true any more.
 */
final class TeamCleanup {

    private final GroupPhase groups;

    TeamCleanup(GroupPhase groups) {
        this.groups = groups;
    }

    /** Whether everything is undone; otherwise reports what AWS does not show yet. */
    boolean run(TeamRun run) {
        Optional<Group> group = locate(run);
        if (group.isPresent() && !run.goal().observe()) {
            boolean givenUp = groups.isGivenUp(run);
            boolean givenBack = givenUp
                    ? AssignmentReturn.giveBackRecorded(run, group.get())
                    : AssignmentReturn.giveBack(run, group.get());
            if (!givenBack) {
                reportWaiting(run);
                return false;
            }
            boolean delete = !givenUp
                    && run.goal().deletionPolicy() == DeletionPolicy.DELETE
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
}
