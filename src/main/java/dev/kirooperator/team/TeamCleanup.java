package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.DeletionPolicy;
import dev.kirooperator.api.v1alpha1.GroupStatus;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.directory.AccountAccess;
import dev.kirooperator.directory.Group;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.status.Finding;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Undoes a team at AWS when its object is deleted: gives the assignment back and sees it gone, then deletes the group if the policy
 * says so, or releases it; held back where that takes access from many. Each step can be repeated. A group that is not proven to be the team's is left alone, and one that was adopted
 * is not deleted once {@code adopt} is not true any more.
 */
final class TeamCleanup {

    private final Guards guards;
    private final GroupPhase groups;
    private final DeletionBrake brake;

    TeamCleanup(Guards guards, GroupPhase groups, DeletionBrake brake) {
        this.guards = guards;
        this.groups = groups;
        this.brake = brake;
    }

    /** Whether there may be something to undo. */
    static boolean hasTouchedAws(KiroTeam team) {
        KiroTeamStatus status = team.getStatus();
        return status != null && (status.group() != null || status.subscription() != null);
    }

    /**
     * Lets go of a team that is suspended or only observed without a call to AWS, and says what stays there, as far as the status knows
     * it.
     */
    void leaveBehind(KiroTeam team, Progress progress) {
        String leftBehind = atAws(team);
        if (!leftBehind.isEmpty()) {
            progress.report(
                    ConditionType.GROUP_SYNCED,
                    Finding.stalled(
                            Reason.LEFT_BEHIND,
                            "This team is deleted while it is suspended or only observed, so nothing was written to AWS. "
                                    + leftBehind
                                    + ". A team of this name takes it up again; else undo it in the AWS console"));
        }
    }

    /** What a team's status knows to be at AWS. */
    static String atAws(KiroTeam team) {
        Optional<KiroTeamStatus> status = Optional.ofNullable(team.getStatus());
        Optional<String> group = status.map(KiroTeamStatus::group)
                .map(GroupStatus::id)
                .map(id -> "Group " + id + " stays, with its memberships and its marker");
        Optional<String> plan = status.map(KiroTeamStatus::subscription)
                .filter(s -> s.assignedTo() == AssignTo.GROUP && s.plan() != null && s.groupId() != null)
                .map(s -> "Group " + s.groupId() + " stays assigned the plan "
                        + Objects.requireNonNull(s.plan()).label() + ", which goes on being billed");
        return Stream.concat(group.stream(), plan.stream()).collect(Collectors.joining(". "));
    }

    /** Whether everything is undone, or left behind; otherwise reports what AWS does not show yet, or what it waits for. */
    boolean run(TeamRun run) {
        Undoing undoing = undoing(run);
        DeletionBrake.Verdict verdict = brake.check(run, undoing);
        if (verdict == DeletionBrake.Verdict.WAIT) {
            return false;
        }
        if (verdict == DeletionBrake.Verdict.GO && !undo(run, undoing)) {
            return false;
        }
        return true;
    }

    /** Forgets what is remembered of an object that goes, however it goes. */
    void forget(KiroTeam team) {
        brake.forget(team);
        groups.forget(String.valueOf(team.getMetadata().getUid()));
    }

    private Undoing undoing(TeamRun run) {
        Optional<String> principal = ProviderAssignment.open(
                run, guards.checkNameless(run.goal().tenancyRequest().adopting()));
        Optional<Group> group = locate(run);
        boolean givenUp = groups.isGivenUp(run);
        boolean assignment =
                group.filter(g -> AssignmentReturn.isOpen(run, g, givenUp)).isPresent();
        boolean delete = group.filter(g -> !givenUp
                        && run.goal().deletionPolicy() == DeletionPolicy.DELETE
                        && g.issuer().isEmpty())
                .isPresent();
        Set<String> users = group.filter(g -> assignment || delete)
                .map(g -> run.connection()
                        .directory()
                        .memberships(g.id(), run.maxAge())
                        .byUserId()
                        .keySet())
                .orElse(Set.of());
        return new Undoing(group, users, assignment, delete, principal);
    }

    private boolean undo(TeamRun run, Undoing undoing) {
        undoing.principal().ifPresent(id -> ProviderAssignment.giveBack(run, id));
        if (undoing.group().isEmpty()) {
            return true;
        }
        Group group = undoing.group().get();
        boolean givenBack = groups.isGivenUp(run)
                ? AssignmentReturn.giveBackRecorded(run, group)
                : AssignmentReturn.giveBack(run, group);
        if (!givenBack) {
            reportWaiting(run);
            return false;
        }
        if (undoing.deletesGroup() && !isKept(run, group)) {
            run.connection().directory().deleteGroup(group.id());
        } else {
            groups.release(run, group);
        }
        return true;
    }

    /** Whether the group opens AWS accounts: deleting it would take them from people who do not know of this team. */
    private static boolean isKept(TeamRun run, Group group) {
        AccountAccess access = run.connection().accountAssignments().now(group.id());
        if (!(access instanceof AccountAccess.Held)) {
            return false;
        }
        run.progress()
                .report(
                        ConditionType.GROUP_SYNCED,
                        Finding.stalled(
                                Reason.TARGET_NOT_ALLOWED,
                                "This team is deleted, and group " + group.id()
                                        + " is not: it has AWS account assignments. Its Kiro plan is given back, its marker is released. "
                                        + "Delete the group by hand if nobody needs it"));
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
