package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The seats of a team's members, as AWS reports them. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeatCounts(
        @JsonPropertyDescription("Number of seats in use, which are paid for.") @Nullable
        Integer active,

        @JsonPropertyDescription("Number of seats that wait for the person's first sign-in, which are free.") @Nullable
        Integer pending,

        @JsonPropertyDescription("Number of seats given back this month, which are paid for until its end.") @Nullable
        Integer cancelled) {}
