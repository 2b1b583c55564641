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
                "Cost of the active and the cancelled seats that this team pays for, each at the price of "
                        + "its plan, as a decimal number such as 180.00. A seat that several teams share is "
                        + "paid for by one of them.")
        @Nullable
        String amount,

        @JsonPropertyDescription("Currency of these amounts, as an ISO 4217 code such as USD.") @Nullable
        String currency,

        @JsonPropertyDescription("Cost if every pending seat were active too, as a decimal number such as 220.00.")
        @Nullable
        String atFullUse,

        @JsonPropertyDescription("Part of the amount that is for cancelled seats, which are paid for until the month's "
                + "end, as a decimal number such as 20.00.")
        @Nullable
        String cancelled,

        @JsonPropertyDescription("Credits per month that the active seats bring.") @Nullable
        Integer credits) {}
