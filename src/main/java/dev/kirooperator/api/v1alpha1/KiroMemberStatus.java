package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member is. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KiroMemberStatus(
        @JsonPropertyDescription("metadata.generation that this status was made from.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("The Identity Center user.") @Nullable
        UserStatus user,

        @JsonPropertyDescription("The teams.") @Nullable List<TeamMembershipStatus> teams,
        @JsonPropertyDescription("The Kiro seat.") @Nullable MemberSeatStatus seat,

        @JsonPropertyDescription("What the user enters in Kiro's sign-in dialog.") @Nullable
        SignInStatus signIn,

        @JsonPropertyDescription(
                "Value of the annotation kiro-operator.dev/reconcile-requested-at that was last acted on.")
        @Nullable
        String lastHandledReconcileAt,

        @JsonPropertyDescription("Ready, Reconciling, Stalled, UserSynced, TeamsSynced, SeatAssigned.") @Nullable
        List<Condition> conditions) {}
