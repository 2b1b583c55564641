package dev.kirooperator.team;

import static java.util.Comparator.comparing;

import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.converge.Fingerprint;
import dev.kirooperator.converge.Roster;
import dev.kirooperator.directory.GroupMemberships;
import dev.kirooperator.directory.Membership;
import dev.kirooperator.guard.Consent;
import dev.kirooperator.guard.RemovalBrake;
import dev.kirooperator.guard.RemovalWindow.Answer;
import dev.kirooperator.guard.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides which memberships of a team's group end. Pure. */
final class MembershipPlanner {

    private final RemovalBrake brake;

    MembershipPlanner(RemovalBrake brake) {
        this.brake = brake;
    }

    /**
     * Makes the plan. The hash covers the approval that was used last: the same removals, once approved and done, are another plan
     * when they come again. What was let go and broke off goes on, but nobody else with it.
     *
     * @param window what becomes of these people, counted together with those of other objects; asked only of what the team's own brake
     *     lets through, for what that holds is no reason to hold anybody else
     * @param mayRemove false while the team is new and its members may still arrive, and for a group that an identity provider feeds
     */
    MembershipPlan plan(
            GroupMemberships memberships,
            Roster roster,
            MembershipPolicy policy,
            boolean mayRemove,
            Approval approval,
            Function<Set<String>, Answer> window) {
        List<Membership> unmanaged = memberships.byUserId().values().stream()
                .filter(membership -> !roster.knows(membership.userId()))
                .sorted(comparing(Membership::userId))
                .toList();
        List<Membership> removals =
                policy == MembershipPolicy.EXCLUSIVE && mayRemove ? unmanaged : List.<Membership>of();
        String hash = Fingerprint.of(Stream.concat(
                        approval.used().stream(), removals.stream().map(m -> m.groupId() + "/" + m.userId()))
                .toList());
        int size = memberships.byUserId().size();
        Consent consent = new Consent(approval.given(), hash);
        Optional<Verdict> objection = approval.underWay().containsAll(users(removals))
                ? Optional.empty()
                : objection(removals, size, consent, window);
        boolean approved = objection.isPresent() && consent.isGiven();
        return new MembershipPlan(
                unmanaged, removals, approved ? Optional.empty() : objection, hash, approved, Set.of());
    }

    private Optional<Verdict> objection(
            List<Membership> removals, int size, Consent consent, Function<Set<String>, Answer> window) {
        return brake.check(removals.size(), size, consent).or(() -> switch (window.apply(users(removals))) {
            case GO -> Optional.empty();
            case WAIT -> Optional.of(RemovalBrake.gathering(removals.size()));
            case HOLD -> Optional.of(RemovalBrake.burst(removals.size(), consent));
        });
    }

    private static Set<String> users(List<Membership> removals) {
        return removals.stream().map(Membership::userId).collect(Collectors.toUnmodifiableSet());
    }
}
