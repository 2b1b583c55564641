package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.api.v1alpha1.TeamState;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.directory.Group;
import dev.kirooperator.directory.GroupMemberships;
import dev.kirooperator.directory.User;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an identity provider that feeds users or groups means for a member's memberships. */
final class ProvidersWord {

    private ProvidersWord() {}

    /** A group's memberships; whom a provider is to put into its group is looked for ever less often, so that it is found soon after. */
    static GroupMemberships memberships(MemberRun run, Group group) {
        Duration waited = run.progress().elapsed(ConditionType.TEAMS_SYNCED).dividedBy(2);
        boolean isSoon = group.issuer().isPresent() && waited.compareTo(run.maxAge()) < 0;
        Duration soon = waited.compareTo(SyncSettings.SHORTEST) < 0 ? SyncSettings.SHORTEST : waited;
        return run.connection().directory().memberships(group.id(), isSoon ? soon : run.maxAge());
    }

    /** Whether the user is in a group that only its provider takes anybody out of. */
    static boolean keeps(MemberRun run, User user, Group group) {
        return group.issuer().isPresent() && memberships(run, group).byUserId().containsKey(user.id());
    }

    /** What is said once of a team that the manifest does not name any more, and whose group keeps the user. */
    static Optional<Finding> afterLeaving(MemberRun run, User user, TeamMembershipStatus recorded) {
        ObjectKey team = new ObjectKey(recorded.namespace(), recorded.name());
        return Optional.ofNullable(recorded.groupId())
                .filter(id -> recorded.state() == TeamState.JOINED && !run.isKeptIn(team, user))
                .flatMap(run.snapshot()::group)
                .filter(group -> keeps(run, user, group))
                .map(group -> Finding.notice(
                        Reason.MEMBERSHIP_KEPT,
                        "Team " + team + " is not this person's any more, who " + stillIn(List.of(group))));
    }

    /** What is said of a user that the provider has not delivered yet. */
    static String waiting(MemberRun run, String provider) {
        return "Identity Center has no user of this name yet, and its users come from the identity provider " + provider
                + ". Assign this person to the provider's AWS application and let it provision, or correct spec.userName (else "
                + "spec.email). If the operator is to create users itself, set kiro.connections."
                + run.connection().name() + ".identity-center.users=operator";
    }

    /** What goes on after "this person": where the membership is, and who can end it. */
    static String stillIn(List<Group> kept) {
        int more = kept.size() - 1;
        return "is still in group " + kept.get(0).id() + (more > 0 ? " and " + more + " more" : "")
                + ", which the identity provider " + kept.get(0).issuer().orElse("")
                + " feeds. Take them out of it there; the seat goes with it";
    }

    /** Why the operator does not put the user into the group; empty where no provider has a say. */
    static Optional<Finding> against(MemberRun run, User user, NamedTeam team, Group group) {
        if (group.issuer().isPresent()) {
            return Optional.of(Finding.stalled(
                    Reason.MANAGED_BY_IDENTITY_PROVIDER,
                    "The members of team " + team.key() + " come from the identity provider "
                            + group.issuer().get() + ". Add this person to group " + group.id()
                            + " there; the operator finds it by itself"));
        }
        if (user.issuer().isPresent() && !run.connection().provisioning().mayJoinOwnGroups()) {
            return Optional.of(Finding.stalled(
                    Reason.MANAGED_BY_IDENTITY_PROVIDER,
                    "User " + user.id() + " is fed by the identity provider "
                            + user.issuer().get()
                            + ", and this connection puts such users into no group. Let team " + team.key()
                            + " adopt a group of the provider's that this person is in, or set kiro.connections."
                            + run.connection().name()
                            + ".identity-center.provisioned-memberships=own-groups"));
        }
        return Optional.empty();
    }
}
