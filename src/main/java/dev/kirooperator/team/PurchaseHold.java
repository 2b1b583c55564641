package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.directory.Group;
import dev.kirooperator.status.Finding;
import java.util.Optional;

/**
 * Holds back a plan that would buy seats for people whom nobody asked to have in the group. An assignment to a group is a seat for
 * everybody in it, so it is neither made nor raised while more are in it than the team may have, or while somebody is still to be
 * removed. What is assigned already stays. Pure.
 */
final class PurchaseHold {

    private PurchaseHold() {}

    /**
     * Why the decision is not carried out now; empty for one that buys nothing.
     *
     * @param current the plan that the group has, as far as it is known
     * @param members empty when the group's memberships could not be read
     */
    static Optional<Finding> of(
            AssignmentDecision decision,
            Optional<Plan> current,
            TeamGoal goal,
            Group group,
            Optional<TeamMembers> members) {
        return bought(decision, current)
                .flatMap(plan -> members.map(known -> why(plan, goal, group, known))
                        .orElseGet(() -> Optional.of(Finding.progressing(
                                Reason.PROGRESSING,
                                "The plan " + plan.label() + " is not assigned while it is not known who is in group "
                                        + group.id()))));
    }

    private static Optional<Plan> bought(AssignmentDecision decision, Optional<Plan> current) {
        if (decision instanceof AssignmentDecision.Create create) {
            return Optional.of(create.plan());
        }
        return decision instanceof AssignmentDecision.Update update
                ? Optional.of(update.plan())
                        .filter(plan ->
                                current.filter(now -> now.compareTo(plan) > 0).isEmpty())
                : Optional.empty();
    }

    private static Optional<Finding> why(Plan plan, TeamGoal goal, Group group, TeamMembers members) {
        int size = members.size();
        if (members.toRemove() > 0) {
            String start = "The plan " + plan.label()
                    + " is not assigned while users without a KiroMember are to be removed from "
                    + "group " + group.id() + " (" + members.toRemove() + " of " + size
                    + "): everybody in the group would get a seat, " + size + " in all. ";
            return Optional.of(
                    members.heldBack()
                            ? Finding.stalled(
                                    Reason.REMOVAL_HELD_BACK,
                                    start + "Approve the removal as MembersSynced says, or give them a KiroMember")
                            : Finding.progressing(
                                    Reason.REMOVAL_HELD_BACK,
                                    start + "They are removed once this team has settled (kiro.sync.settle)"));
        }
        if (goal.maxMembers().isPresent() && size > goal.maxMembers().getAsInt()) {
            return Optional.of(Finding.stalled(
                    Reason.LIMIT_REACHED,
                    "The plan " + plan.label() + " is not assigned: everybody in group " + group.id()
                            + " would get a seat, " + size + " in all, and spec.membership.maxMembers is "
                            + goal.maxMembers().getAsInt()
                            + ". Raise the limit, or take people out of the group"));
        }
        return Optional.empty();
    }
}
