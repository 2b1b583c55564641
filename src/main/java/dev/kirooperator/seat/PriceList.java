package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.Plan;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/**
 * The price of a seat by plan.
 *
 * @param currency ISO 4217 code
 * @param perMonth price of one seat for one month, before tax
 */
public record PriceList(String currency, Map<Plan, BigDecimal> perMonth) {

    public PriceList {
        perMonth = Map.copyOf(perMonth);
    }

    /** The list prices of November 2026 (kiro.dev/pricing), in US dollars. */
    public static PriceList november2026() {
        Map<Plan, BigDecimal> prices = new EnumMap<>(Plan.class);
        prices.put(Plan.PRO, BigDecimal.valueOf(20));
        prices.put(Plan.PRO_PLUS, BigDecimal.valueOf(40));
        prices.put(Plan.PRO_MAX, BigDecimal.valueOf(100));
        prices.put(Plan.POWER, BigDecimal.valueOf(200));
        return new PriceList("USD", prices);
    }

    /** The price of one seat for one month. */
    public BigDecimal monthly(Plan plan) {
        return perMonth.getOrDefault(plan, BigDecimal.ZERO);
    }
}
