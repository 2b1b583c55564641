package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A member's Kiro seat, as AWS reports it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberSeatStatus(
        @JsonPropertyDescription("Unknown, Pending, Active or Cancelled.") @Nullable
        SeatState state,

        @JsonPropertyDescription("Plan that is asked for.") @Nullable
        Plan plan,

        @JsonPropertyDescription("Individual, Group or IndividualAndGroup.") @Nullable
        SeatOrigin source,

        @JsonPropertyDescription("Since when the state holds.") @Nullable
        String since,

        @JsonPropertyDescription("Plan in force at AWS.") @Nullable
        Plan effectivePlan,

        @JsonPropertyDescription(
                "Plan of the individual assignment that this object asked AWS for; it is given back when no longer wanted.")
        @Nullable
        Plan individualPlan) {}
