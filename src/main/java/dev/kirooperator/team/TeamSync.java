package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.converge.ExternalIdentity;
import dev.kirooperator.directory.Group;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.Verdict;
import dev.kirooperator.status.Finding;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Converges one team: guards first, then the group, the memberships and the assignment. */
final class TeamSync {

    private static final Finding WAITS_FOR_GROUP = Finding.progressing(Reason.PROGRESSING, "Waits for the group");

    private final Guards guards;
    private final GroupPhase groups;
    private final MembershipPhase memberships;
    private final SubscriptionPhase subscriptions;
    private final ProviderAssignment providerAssignment;
    private final ToIntFunction<TeamRun> seatsUpTo;

    /**
     * Makes the phases' order.
     *
     * @param seatsUpTo how many seats the team and the older objects of its namespace ask for
     */
    TeamSync(
            Guards guards,
            GroupPhase groups,
            MembershipPhase memberships,
            SubscriptionPhase subscriptions,
            ProviderAssignment providerAssignment,
            ToIntFunction<TeamRun> seatsUpTo) {
        this.seatsUpTo = seatsUpTo;
        this.guards = guards;
        this.groups = groups;
        this.memberships = memberships;
        this.subscriptions = subscriptions;
        this.providerAssignment = providerAssignment;
    }

    void run(TeamRun run) {
        Optional<Verdict> verdict = guards.check(run.goal().tenancyRequest(), () -> seatsUpTo.applyAsInt(run));
        if (verdict.isPresent()) {
            run.progress()
                    .report(
                            ConditionType.GROUP_SYNCED,
                            Finding.stalled(
                                    verdict.get().reason(), verdict.get().message()));
            return;
        }
        Optional<Finding> external = ExternalIdentity.check(run.connection());
        if (external.isPresent()) {
            providerAssignment.run(
                    run,
                    external.get(),
                    guards.checkNameless(run.goal().tenancyRequest(), () -> seatsUpTo.applyAsInt(run)));
            return;
        }
        if (!isPrepared(run)) {
            reportWaiting(run);
            return;
        }
        Optional<Group> group = groups.run(run);
        if (group.isEmpty()) {
            if (!run.progress().hasFailed()) {
                reportWaiting(run);
            }
            return;
        }
        reportSignIn(run);
        Approval.dropVoid(run);
        Optional<TeamMembers> members = memberships.run(run, group.get());
        subscriptions.run(run, group.get(), members);
        run.progress().lookedAt(ConditionType.SUBSCRIPTION_SYNCED);
        if (group.get().isPlanned()) {
            reportMembersPlan(run);
        }
    }

    /** The assignments to members are the members' own work: of nobody in a group that is not there, nothing can be said yet. */
    private static void reportMembersPlan(TeamRun run) {
        run.goal().memberPlan().ifPresent(plan -> {
            String step = "assign each member the plan " + plan.label();
            run.status().open(step);
            run.progress()
                    .report(
                            ConditionType.SUBSCRIPTION_SYNCED,
                            Finding.idle(Reason.OBSERVE_ONLY, "To do: " + step + "; mode: Observe writes nothing"));
        });
    }

    private static boolean isPrepared(TeamRun run) {
        try {
            if (!run.goal().observe()) {
                run.connection().prepare();
            }
            return true;
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.GROUP_SYNCED, e);
            return false;
        }
    }

    private static void reportWaiting(TeamRun run) {
        run.progress().report(ConditionType.MEMBERS_SYNCED, WAITS_FOR_GROUP);
        if (run.goal().plan().isPresent()) {
            run.progress().report(ConditionType.SUBSCRIPTION_SYNCED, WAITS_FOR_GROUP);
        }
    }

    private static void reportSignIn(TeamRun run) {
        try {
            run.status().signIn(run.connection().signIn());
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.GROUP_SYNCED, e);
        }
    }
}
