package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The Kiro assignment of a team. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubscriptionStatus(
        @JsonPropertyDescription("Plan that is assigned.") @Nullable
        Plan plan,

        @JsonPropertyDescription("Subscribed once it was read back, Pending until then, None when nothing is assigned.")
        @Nullable
        SubscriptionState state,

        @JsonPropertyDescription("Since when the state holds.") @Nullable
        String since,

        @JsonPropertyDescription("Whom the plan is assigned to at AWS.") @Nullable
        AssignTo assignedTo) {}
