package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.Plan;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The prices and credits that the configuration gives, beside the public ones.
 *
 * @param currency ISO 4217 code
 * @param given prices for one month that count as they are, in every Region
 * @param givenCredits credits for one month in place of the public ones
 * @param govCloudFactor what a public price is multiplied by in AWS GovCloud
 */
public record PriceCatalogue(
        String currency, Map<Plan, BigDecimal> given, Map<Plan, Integer> givenCredits, BigDecimal govCloudFactor) {

    /** The currency of the public prices. */
    public static final String PUBLIC_CURRENCY = "USD";

    private static final String GOV_CLOUD = "us-gov-";

    /** Kiro's pricing page of November 2026, in US dollars before tax. */
    private static final Map<Plan, BigDecimal> PUBLIC = Map.of(
            Plan.PRO, BigDecimal.valueOf(20),
            Plan.PRO_PLUS, BigDecimal.valueOf(40),
            Plan.PRO_MAX, BigDecimal.valueOf(100),
            Plan.POWER, BigDecimal.valueOf(200));

    private static final Map<Plan, Integer> PUBLIC_CREDITS =
            Map.of(Plan.PRO, 1_000, Plan.PRO_PLUS, 2_000, Plan.PRO_MAX, 5_000, Plan.POWER, 10_000);

    public PriceCatalogue {
        given = Map.copyOf(given);
        givenCredits = Map.copyOf(givenCredits);
    }

    /** The public prices and nothing else; GovCloud is about a fifth dearer. */
    public static PriceCatalogue november2026() {
        return new PriceCatalogue(PUBLIC_CURRENCY, Map.of(), Map.of(), new BigDecimal("1.2"));
    }

    /** The plans whose price is a public one, cheapest first. */
    public List<Plan> atPublicPrice() {
        return Arrays.stream(Plan.values())
                .filter(plan -> !given.containsKey(plan))
                .toList();
    }

    /** The prices of a Kiro profile in this Region. */
    public PriceList in(String kiroRegion) {
        BigDecimal factor = kiroRegion.startsWith(GOV_CLOUD) ? govCloudFactor : BigDecimal.ONE;
        Map<Plan, BigDecimal> prices = new EnumMap<>(Plan.class);
        PUBLIC.forEach((plan, price) -> prices.put(plan, price.multiply(factor)));
        prices.putAll(given);
        Map<Plan, Integer> credits = new EnumMap<>(PUBLIC_CREDITS);
        credits.putAll(givenCredits);
        return new PriceList(currency, prices, credits);
    }
}
