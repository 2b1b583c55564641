package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Roster;
import dev.kirooperator.converge.Roster.Standing;
import dev.kirooperator.directory.DirectorySnapshot;
import dev.kirooperator.directory.Group;
import dev.kirooperator.directory.User;
import dev.kirooperator.status.Finding;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a team says of members that an identity provider has to see to. Pure.
 *
 * <p>The operator can do nothing about them, and each {@code KiroMember} says itself what it waits for. So they are named and do not hold
 * the team's {@code Ready} up; but a configuration by which they can never join is for somebody to change.
 */
final class ProviderWait {

    private ProviderWait() {}

    /**
     * The finding about a group that a provider feeds: whoever is in it is there by the provider's word.
     *
     * @param unmanaged how many users without a {@code KiroMember} are in it
     */
    static Finding inFedGroup(
            Collection<KiroMember> members, Group group, String issuer, Roster roster, int unmanaged) {
        String counts = "The members of group " + group.id() + " come from the identity provider " + issuer + ": "
                + roster.count(Standing.JOINED) + " of " + roster.desired() + " KiroMembers are in it, and "
                + unmanaged + (unmanaged == 1 ? " user" : " users") + " without a KiroMember";
        List<ObjectKey> missing = members.stream()
                .map(ObjectKey::of)
                .filter(key ->
                        roster.standing(key) == Standing.ADMITTED || roster.standing(key) == Standing.BEYOND_LIMIT)
                .sorted()
                .toList();
        return missing.isEmpty()
                ? Finding.done(Reason.SYNCED, counts)
                : Finding.notice(
                        Reason.MANAGED_BY_IDENTITY_PROVIDER,
                        counts + ". Waits for the provider to add " + people(missing) + ": " + FirstFew.of(missing));
    }

    /**
     * The finding about the team's own group where everybody who may still join waits for a provider; empty where the operator itself
     * has somebody to wait for.
     */
    static Optional<Finding> inOwnGroup(TeamRun run, DirectorySnapshot snapshot, Roster roster) {
        List<KiroMember> admitted = run.members().stream()
                .filter(member -> roster.standing(ObjectKey.of(member)) == Standing.ADMITTED)
                .toList();
        List<KiroMember> barred = run.connection().provisioning().mayJoinOwnGroups()
                ? List.of()
                : admitted.stream()
                        .filter(member ->
                                user(member, snapshot).flatMap(User::issuer).isPresent())
                        .toList();
        Optional<String> provider = run.connection().provisioning().provider(snapshot.feed());
        List<KiroMember> absent = provider.isEmpty()
                ? List.of()
                : admitted.stream()
                        .filter(member -> user(member, snapshot).isEmpty())
                        .toList();
        if (admitted.isEmpty() || admitted.size() > barred.size() + absent.size()) {
            return Optional.empty();
        }
        return Optional.of(
                barred.isEmpty()
                        ? absent(keys(absent), provider.orElse(""))
                        : barred(run, keys(barred), issuer(barred, snapshot)));
    }

    private static Finding absent(List<ObjectKey> members, String provider) {
        return Finding.notice(
                Reason.WAITING_FOR_USER,
                "Everybody has joined but " + people(members) + " whom the identity provider " + provider
                        + " has not delivered yet: " + FirstFew.of(members));
    }

    private static Finding barred(TeamRun run, List<ObjectKey> members, String issuer) {
        return Finding.stalled(
                Reason.MANAGED_BY_IDENTITY_PROVIDER,
                people(members) + " cannot join: they come from the identity provider " + issuer
                        + ", and this connection puts such users into no group: " + FirstFew.of(members)
                        + ". Let the team adopt a group of the provider's (spec.group.adopt: true), or set kiro.connections."
                        + run.connection().name() + ".identity-center.provisioned-memberships=own-groups");
    }

    private static String issuer(Collection<KiroMember> members, DirectorySnapshot snapshot) {
        return members.stream()
                .flatMap(member -> user(member, snapshot).flatMap(User::issuer).stream())
                .findFirst()
                .orElse("");
    }

    private static Optional<User> user(KiroMember member, DirectorySnapshot snapshot) {
        return Optional.ofNullable(member.getStatus())
                .map(KiroMemberStatus::user)
                .map(UserStatus::id)
                .flatMap(snapshot::user)
                .or(() -> snapshot.userByName(MemberGoal.userName(member)));
    }

    private static List<ObjectKey> keys(Collection<KiroMember> members) {
        return members.stream().map(ObjectKey::of).sorted().toList();
    }

    private static String people(List<ObjectKey> members) {
        return members.size() + (members.size() == 1 ? " member" : " members");
    }
}
