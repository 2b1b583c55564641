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
        @JsonPropertyDescription("metadata.generation that this status was made from.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("The Identity Center group.") @Nullable
        GroupStatus group,

        @JsonPropertyDescription("The Kiro assignment.") @Nullable
        SubscriptionStatus subscription,

        @JsonPropertyDescription("What the members enter in Kiro's sign-in dialog.") @Nullable
        SignInStatus signIn,

        @JsonPropertyDescription("How many members the team has.") @Nullable
        MemberCounts members,

        @JsonPropertyDescription("The seats of the members.") @Nullable
        SeatCounts seats,

        @JsonPropertyDescription("Estimate of the monthly cost before tax.") @Nullable
        MonthlyCost monthlyCost,

        @JsonPropertyDescription("What is still to be done, or is held back.") @Nullable
        PlanStatus plan,

        @JsonPropertyDescription("When the operator last looked at AWS and something in this status changed.") @Nullable
        String lastSyncTime,

        @JsonPropertyDescription(
                "Value of the annotation kiro-operator.dev/reconcile-requested-at that was last acted on.")
        @Nullable
        String lastHandledReconcileAt,

        @JsonPropertyDescription("Ready, Reconciling, Stalled, GroupSynced, MembersSynced, SubscriptionSynced.")
        @Nullable
        List<Condition> conditions) {}
