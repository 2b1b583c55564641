package dev.kirooperator.team;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;

import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.converge.Roster;
import dev.kirooperator.directory.GroupMemberships;
import dev.kirooperator.directory.Membership;
import dev.kirooperator.guard.RemovalBrake;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Decides which memberships of a team's group end. Pure. */
final class MembershipPlanner {

    private static final int HASH_BYTES = 8;

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
        String hash = hash(removals);
        return new MembershipPlan(
                unmanaged,
                removals,
                brake.check(removals.size(), memberships.byUserId().size(), approved, hash),
                hash);
    }

    private static String hash(List<Membership> removals) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            removals.forEach(m -> digest.update((m.groupId() + "/" + m.userId() + "\n").getBytes(UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
