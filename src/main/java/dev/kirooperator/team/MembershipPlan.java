package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.directory.Membership;
import dev.kirooperator.guard.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * The memberships that a team ends; joining is the members' own work.
 *
 * @param unmanaged memberships of users without a {@code KiroMember}
 * @param removals those of them to end now
 * @param heldBack why the removals wait: for somebody's approval, or for a moment
 * @param hash names exactly these removals, this once
 * @param approved whether they go because somebody approved them
 */
record MembershipPlan(
        List<Membership> unmanaged,
        List<Membership> removals,
        Optional<Verdict> heldBack,
        String hash,
        boolean approved) {

    /** Whether they wait only for those of other objects. */
    boolean isGathering() {
        return heldBack.filter(verdict -> verdict.reason() == Reason.PROGRESSING)
                .isPresent();
    }

    /** The removals that no guard holds back. */
    List<Membership> released() {
        return heldBack.isPresent() ? List.of() : removals;
    }
}
