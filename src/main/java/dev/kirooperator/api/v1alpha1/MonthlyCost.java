package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Estimate of a team's monthly cost before tax. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MonthlyCost(
        @JsonPropertyDescription("Active and cancelled seats at the price of their plan.") @Nullable
        String amount,

        @JsonPropertyDescription("ISO 4217 code.") @Nullable String currency,

        @JsonPropertyDescription("The same if every pending seat were active.") @Nullable
        String atFullUse) {}
