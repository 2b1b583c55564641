package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.converge.Roster;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.directory.Group;
import dev.kirooperator.directory.GroupMemberships;
import dev.kirooperator.directory.Membership;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is in a team's group once the removals of this reconcile are done.
 *
 * @param joined ids of the members' users
 * @param strangers ids of the users without a {@code KiroMember}
 * @param toRemove how many of the strangers are still to be removed
 * @param heldBack whether their removal waits for somebody's approval
 */
record TeamMembers(Set<String> joined, Set<String> strangers, int toRemove, boolean heldBack) {

    static TeamMembers of(
            TeamGoal goal, Group group, GroupMemberships memberships, Roster roster, MembershipPlan plan) {
        Set<String> removed = ids(plan.released().stream());
        Set<String> strangers =
                ids(plan.unmanaged().stream().filter(membership -> !removed.contains(membership.userId())));
        boolean removes =
                goal.policy() == MembershipPolicy.EXCLUSIVE && group.issuer().isEmpty();
        return new TeamMembers(
                ids(memberships.byUserId().values().stream().filter(membership -> roster.knows(membership.userId()))),
                strangers,
                removes ? strangers.size() : 0,
                plan.heldBack().isPresent() && !plan.isGathering());
    }

    private static Set<String> ids(Stream<Membership> memberships) {
        return memberships.map(Membership::userId).collect(Collectors.toUnmodifiableSet());
    }

    Set<String> all() {
        return Stream.concat(joined.stream(), strangers.stream()).collect(Collectors.toUnmodifiableSet());
    }

    boolean has(String userId) {
        return joined.contains(userId) || strangers.contains(userId);
    }

    int size() {
        return joined.size() + strangers.size();
    }
}
