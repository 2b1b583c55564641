package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.Plan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a seat costs in one month, and how many credits it brings, by plan.
 *
 * @param currency ISO 4217 code
 * @param perMonth price of one seat before tax, rounded to cents here, so that sums over seats are exact in whatever order
 * @param creditsPerMonth credits of one seat
 */
public record PriceList(String currency, Map<Plan, BigDecimal> perMonth, Map<Plan, Integer> creditsPerMonth) {

    public PriceList {
        perMonth = perMonth.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, e -> e.getValue().setScale(2, RoundingMode.HALF_UP)));
        creditsPerMonth = Map.copyOf(creditsPerMonth);
    }

    /** The price of one seat for one month. */
    public BigDecimal monthly(Plan plan) {
        return perMonth.getOrDefault(plan, BigDecimal.ZERO);
    }

    /** The credits that one seat brings each month. */
    public int credits(Plan plan) {
        return creditsPerMonth.getOrDefault(plan, 0);
    }
}
