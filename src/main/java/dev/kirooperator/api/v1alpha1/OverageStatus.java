package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What use beyond a plan's credits may cost. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OverageStatus(
        @JsonPropertyDescription(
                "Whether the Kiro profile allows use beyond a plan's credits. Enabled: it goes on and is "
                        + "charged. Disabled: Kiro stops.")
        @Nullable
        OverageState state,

        @JsonPropertyDescription(
                "The most that one seat may cost in a month above the price of its plan while overage is "
                        + "enabled, as a decimal number such as 400.00. Absent when AWS does not tell.")
        @Nullable
        String capPerSeat,

        @JsonPropertyDescription("Currency of the cap, as an ISO 4217 code such as USD.") @Nullable
        String currency) {}
