package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a team is. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KiroTeamStatus(
        @JsonPropertyDescription(
                "The metadata.generation that this status was computed from. When it is lower than the "
                        + "current generation, the status is out of date.")
        @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("The Identity Center group of this team, as it was last seen at AWS.") @Nullable
        GroupStatus group,

        @JsonPropertyDescription("The Kiro plan that is assigned at AWS for this team.") @Nullable
        SubscriptionStatus subscription,

        @JsonPropertyDescription("What the members enter in Kiro's dialog 'Sign in with your organization'.") @Nullable
        SignInStatus signIn,

        @JsonPropertyDescription("How many members this team has, and how many of them have joined.") @Nullable
        MemberCounts members,

        @JsonPropertyDescription("How many Kiro seats the members have, by state, as AWS reports them.") @Nullable
        SeatCounts seats,

        @JsonPropertyDescription(
                "Estimate of what the seats of this team cost in a month, before tax, from Kiro's public " + "prices.")
        @Nullable
        MonthlyCost monthlyCost,

        @JsonPropertyDescription(
                "What use beyond the plans' credits may cost, from the Kiro profile and AWS's Service Quotas. "
                        + "Absent when it cannot be read.")
        @Nullable
        OverageStatus overage,

        @JsonPropertyDescription(
                "What is still to be done at AWS for this team, or is held back until somebody approves " + "it.")
        @Nullable
        PlanStatus plan,

        @JsonPropertyDescription(
                "Value of the annotation kiro-operator.dev/approve-plan that counted last, or that named no plan which was held "
                        + "back. It lets no plan through a second time; the same removals later are a plan with another hash.")
        @Nullable
        String lastApprovedPlan,

        @JsonPropertyDescription("When the operator last looked at AWS and something in this status changed.") @Nullable
        String lastSyncTime,

        @JsonPropertyDescription(
                "Value of the annotation kiro-operator.dev/reconcile-requested-at that the operator last "
                        + "acted on.")
        @Nullable
        String lastHandledReconcileAt,

        @JsonPropertyDescription(
                "Observations about this team: Ready, GroupSynced, MembersSynced and SubscriptionSynced; "
                        + "Reconciling and Stalled are there only while they are True.")
        @Nullable
        List<Condition> conditions,

        @JsonPropertyDescription(
                "The operator's proof that it wrote everything in this status but the conditions. A status that anybody else "
                        + "changed is thrown away and computed anew.")
        @Nullable
        String seal)
        implements Sealed<KiroTeamStatus> {

    public KiroTeamStatus {
        conditions = Condition.own(conditions);
    }

    @Override
    public KiroTeamStatus sealedWith(String proof) {
        return new KiroTeamStatus(
                observedGeneration,
                group,
                subscription,
                signIn,
                members,
                seats,
                monthlyCost,
                overage,
                plan,
                lastApprovedPlan,
                lastSyncTime,
                lastHandledReconcileAt,
                conditions,
                proof);
    }
}
