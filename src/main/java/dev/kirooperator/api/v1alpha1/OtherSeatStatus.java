package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A seat of the same person in another Kiro profile. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OtherSeatStatus(
        @Required @JsonPropertyDescription("The connection whose Kiro profile the seat is in.")
        String connection,

        @JsonPropertyDescription("The plan that is in force there, as AWS reports it.") @Nullable
        Plan plan,

        @JsonPropertyDescription("What is known of that seat.") @Nullable
        SeatState state) {}
