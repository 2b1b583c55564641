package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.directory.Membership;
import dev.kirooperator.guard.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The memberships that a team ends; joining is the members' own work.
 *
 * @param unmanaged memberships of users without a {@code KiroMember}
 * @param removals those of them to end now
 * @param heldBack why the removals wait: for somebody's approval, or for a moment
 * @param hash names exactly these removals, this once
 * @param approved whether they go because somebody approved them
 * @param refused those that AWS did not end
 */
record MembershipPlan(
        List<Membership> unmanaged,
        List<Membership> removals,
        Optional<Verdict> heldBack,
        String hash,
        boolean approved,
        Set<Membership> refused) {

    MembershipPlan {
        unmanaged = List.copyOf(unmanaged);
        removals = List.copyOf(removals);
        refused = Set.copyOf(refused);
    }

    MembershipPlan refusing(Set<Membership> byAws) {
        return new MembershipPlan(unmanaged, removals, heldBack, hash, approved, byAws);
    }

    /** Whether they wait only for those of other objects. */
    boolean isGathering() {
        return heldBack.filter(verdict -> verdict.reason() == Reason.PROGRESSING)
                .isPresent();
    }

    /** The removals that no guard holds back, and AWS did not refuse. */
    List<Membership> released() {
        return heldBack.isPresent()
                ? List.of()
                : removals.stream().filter(m -> !refused.contains(m)).toList();
    }

    /** The removals that stay to be done. */
    List<Membership> open() {
        return heldBack.isPresent()
                ? removals
                : removals.stream().filter(refused::contains).toList();
    }
}
