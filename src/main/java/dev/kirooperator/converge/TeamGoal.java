package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.AllowedNamespaces;
import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.DeletionPolicy;
import dev.kirooperator.api.v1alpha1.GroupSpec;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamSpec;
import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.api.v1alpha1.MembershipSpec;
import dev.kirooperator.api.v1alpha1.NamespacesFrom;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.api.v1alpha1.TeamSubscription;
import dev.kirooperator.guard.TenancyRequest;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a {@code KiroTeam} asks for, with the defaults filled in.
 *
 * @param description empty when the manifest says nothing
 * @param maxMembers empty for no limit
 */
public record TeamGoal(
        ObjectKey key,
        String groupName,
        Optional<String> description,
        boolean adopt,
        Optional<Plan> plan,
        AssignTo assignTo,
        MembershipPolicy policy,
        OptionalInt maxMembers,
        AllowedNamespaces allowedNamespaces,
        String connection,
        boolean observe,
        boolean suspend,
        DeletionPolicy deletionPolicy) {

    static final KiroTeamSpec NOTHING_SAID = new KiroTeamSpec(null, null, null, null, null, null, null, null);

    public static TeamGoal of(KiroTeam team) {
        KiroTeamSpec spec = Optional.ofNullable(team.getSpec()).orElse(NOTHING_SAID);
        Optional<GroupSpec> group = Optional.ofNullable(spec.group());
        Optional<TeamSubscription> subscription = Optional.ofNullable(spec.subscription());
        Optional<MembershipSpec> membership = Optional.ofNullable(spec.membership());
        return new TeamGoal(
                ObjectKey.of(team),
                group.map(GroupSpec::displayName).orElse(team.getMetadata().getName()),
                group.map(GroupSpec::description),
                group.map(GroupSpec::adopt).orElse(false),
                subscription.map(TeamSubscription::plan),
                subscription.map(TeamSubscription::assignTo).orElse(AssignTo.GROUP),
                membership.map(MembershipSpec::policy).orElse(MembershipPolicy.EXCLUSIVE),
                membership.map(MembershipSpec::maxMembers).map(OptionalInt::of).orElse(OptionalInt.empty()),
                Optional.ofNullable(spec.allowedNamespaces()).orElse(new AllowedNamespaces(NamespacesFrom.SAME, null)),
                Optional.ofNullable(spec.connection()).orElse("default"),
                spec.mode() == SyncMode.OBSERVE,
                Boolean.TRUE.equals(spec.suspend()),
                Optional.ofNullable(spec.deletionPolicy()).orElse(DeletionPolicy.RETAIN));
    }

    /** The plan that AWS is to give each member of the group. */
    public Optional<Plan> groupPlan() {
        return assignTo == AssignTo.GROUP ? plan : Optional.empty();
    }

    /** The plan that each member is to be assigned. */
    public Optional<Plan> memberPlan() {
        return assignTo == AssignTo.MEMBERS ? plan : Optional.empty();
    }

    /** Whether nothing is written to AWS for the team, not even when its object or one of its members' is deleted. */
    public boolean isHandsOff() {
        return observe || suspend;
    }

    /** The team's name in the {@link dev.kirooperator.guard.RemovalWindow}. */
    public String windowName() {
        return "KiroTeam " + key;
    }

    /** What the guards are asked before anything is written for the team. */
    public TenancyRequest tenancyRequest() {
        return new TenancyRequest(key.namespace(), connection, Optional.of(groupName), plan, maxMembers, adopt);
    }
}
