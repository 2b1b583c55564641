package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Estimate of a team's monthly cost before tax. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MonthlyCost(
        @JsonPropertyDescription(
                "Cost of the active and the cancelled seats, each at the price of its plan, as a decimal "
                        + "number such as 180.00.")
        @Nullable
        String amount,

        @JsonPropertyDescription("Currency of both amounts, as an ISO 4217 code such as USD.") @Nullable
        String currency,

        @JsonPropertyDescription("Cost if every pending seat were active too, as a decimal number such as 220.00.")
        @Nullable
        String atFullUse) {}
