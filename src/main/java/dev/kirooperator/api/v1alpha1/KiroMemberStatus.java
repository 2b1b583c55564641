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
        @JsonPropertyDescription(
                "The metadata.generation that this status was computed from. When it is lower than the "
                        + "current generation, the status is out of date.")
        @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("The Identity Center user of this person, as it was last seen at AWS.") @Nullable
        UserStatus user,

        @JsonPropertyDescription("How far the person is with each of the teams in spec.teams.") @Nullable
        List<TeamMembershipStatus> teams,

        @JsonPropertyDescription("The Kiro seat of this person, as AWS reports it.") @Nullable
        MemberSeatStatus seat,

        @JsonPropertyDescription("What the person enters in Kiro's dialog 'Sign in with your organization'.") @Nullable
        SignInStatus signIn,

        @JsonPropertyDescription("The set-password mail; absent while none was asked for.") @Nullable
        InvitationStatus invitation,

        @JsonPropertyDescription(
                "Value of the annotation kiro-operator.dev/reconcile-requested-at that the operator last "
                        + "acted on.")
        @Nullable
        String lastHandledReconcileAt,

        @JsonPropertyDescription(
                "Observations about this person: Ready, UserSynced, TeamsSynced, SeatAssigned and Invited; "
                        + "Reconciling, Stalled and Expiring are there only while they are True.")
        @Nullable
        List<Condition> conditions,

        @JsonPropertyDescription(
                "The operator's proof that it wrote everything in this status but the conditions. A status that anybody else "
                        + "changed is thrown away and computed anew.")
        @Nullable
        String seal)
        implements Sealed<KiroMemberStatus> {

    public KiroMemberStatus {
        conditions = Condition.own(conditions);
    }

    @Override
    public KiroMemberStatus sealedWith(String proof) {
        return new KiroMemberStatus(
                observedGeneration, user, teams, seat, signIn, invitation, lastHandledReconcileAt, conditions, proof);
    }
}
