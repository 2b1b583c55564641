package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The seats of a team's members, as AWS reports them. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeatCounts(
        @JsonPropertyDescription("Seats in use.") @Nullable Integer active,

        @JsonPropertyDescription("Seats that wait for the first sign-in; not paid for.") @Nullable
        Integer pending,

        @JsonPropertyDescription("Seats given back that are paid until the month's end.") @Nullable
        Integer cancelled) {}
