package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A request about a person's individual assignment. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeatRequestStatus(
        @JsonPropertyDescription("What was asked for: to Create the assignment, to Update its plan, or to Delete it.")
        @Nullable
        SeatOperation operation,

        @JsonPropertyDescription("The plan that was asked for; absent for Delete.") @Nullable
        Plan plan,

        @JsonPropertyDescription("When the request was sent.") @Nullable
        String time,

        @JsonPropertyDescription(
                "When the same request was sent for the first time, where it had no effect and was repeated; absent otherwise.")
        @Nullable
        String firstTime,

        @JsonPropertyDescription(
                "AWS's request id, where AWS refused the request because of a Conflict with something that is "
                        + "there already or was cancelled this month; where Kiro itself is connected to an identity provider, also "
                        + "where AWS refused to change the plan. The word unknown stands for an id that is not known.")
        @Nullable
        String conflict) {}
