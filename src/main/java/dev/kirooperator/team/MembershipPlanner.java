package dev.kirooperator.team;

import static java.util.Comparator.comparing;

import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.converge.Fingerprint;
import dev.kirooperator.converge.Roster;
import dev.kirooperator.directory.GroupMemberships;
import dev.kirooperator.directory.Membership;
import dev.kirooperator.guard.RemovalBrake;
import java.util.List;
import java.util.Optional;

/** Decides which memberships of a team's group end. Pure. */
final class MembershipPlanner {

    private final RemovalBrake brake;

    MembershipPlanner(RemovalBrake brake) {
        this.brake = brake;
    }

    /**
     * Makes the plan.
     *
     * @param mayRemove false while the team is new and its members may still arrive, and for a group that an identity provider feeds
     * @param approved the value of the approval annotation
     */
    MembershipPlan plan(
            GroupMemberships memberships,
            Roster roster,
            MembershipPolicy policy,
            boolean mayRemove,
            Optional<String> approved) {
        List<Membership> unmanaged = memberships.byUserId().values().stream()
                .filter(membership -> !roster.knows(membership.userId()))
                .sorted(comparing(Membership::userId))
                .toList();
        List<Membership> removals =
                policy == MembershipPolicy.EXCLUSIVE && mayRemove ? unmanaged : List.<Membership>of();
        String hash = Fingerprint.of(
                removals.stream().map(m -> m.groupId() + "/" + m.userId()).toList());
        return new MembershipPlan(
                unmanaged,
                removals,
                brake.check(removals.size(), memberships.byUserId().size(), approved, hash),
                hash);
    }
}
