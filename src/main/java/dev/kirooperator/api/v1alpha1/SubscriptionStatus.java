package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The Kiro assignment of a team. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubscriptionStatus(
        @JsonPropertyDescription("The plan that is assigned at AWS; to Members at least this one.") @Nullable
        Plan plan,

        @JsonPropertyDescription("How far the assignment is. Subscribed: it was read back from AWS. Pending: it was "
                + "requested and not read back yet. None: nothing is assigned. To Members, Subscribed says that each "
                + "who is in the group has a seat of their own, and Pending that some have none yet.")
        @Nullable
        SubscriptionState state,

        @JsonPropertyDescription("The time since when the assignment is in its state.") @Nullable
        String since,

        @JsonPropertyDescription(
                "Whom the plan is assigned to at AWS: the Group as a whole, or its Members one by one.")
        @Nullable
        AssignTo assignedTo,

        @JsonPropertyDescription(
                "Until when AWS is not asked again, since it refused the assignment because of a Conflict and "
                        + "shows none: most likely it was given back this month. Absent otherwise.")
        @Nullable
        String heldUntil,

        @JsonPropertyDescription("The id of the group that is assigned; a group that was made anew is assigned anew.")
        @Nullable
        String groupId,

        @JsonPropertyDescription(
                "How the operator knows that the group is assigned. List: AWS lists it. Seats: members have seats "
                        + "that come from it. Answer: only AWS's answer to the request says so, since AWS has no "
                        + "documented list.")
        @Nullable
        Confirmation confirmedBy,

        @JsonPropertyDescription(
                "When the assignment was last asked for, with an answer. Later than since while Pending: "
                        + "an earlier request had no effect. Absent where it was found.")
        @Nullable
        String requestedAt,

        @JsonPropertyDescription(
                "The generation of Kiro's assignment API that answers: Management (kiro.dev) or CodeWhisperer "
                        + "(amazonaws.com). Absent until a write was answered.")
        @Nullable
        AssignmentGeneration api) {

    /** The same assignment, answered by this generation of the API. */
    public SubscriptionStatus answeredBy(@Nullable AssignmentGeneration generation) {
        return new SubscriptionStatus(
                plan, state, since, assignedTo, heldUntil, groupId, confirmedBy, requestedAt, generation);
    }
}
