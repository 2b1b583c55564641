package dev.kirooperator.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Plan;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceCatalogueTest {

    @ParameterizedTest
    @CsvSource({
        "us-east-1, PRO, 20.00, 1000",
        "us-east-1, PRO_PLUS, 40.00, 2000",
        "eu-central-1, PRO_MAX, 100.00, 5000",
        "eu-central-1, POWER, 200.00, 10000",
        "us-gov-west-1, PRO, 24.00, 1000",
        "us-gov-east-1, PRO_PLUS, 48.00, 2000",
        "us-gov-east-1, PRO_MAX, 120.00, 5000",
        "us-gov-west-1, POWER, 240.00, 10000"
    })
    void theListPricesOfNovember2026AreDearerInGovCloud(String region, Plan plan, BigDecimal price, int credits) {
        PriceList prices = PriceCatalogue.november2026().in(region);

        assertThat(prices.monthly(plan)).isEqualTo(price);
        assertThat(prices.credits(plan)).isEqualTo(credits);
        assertThat(prices.currency()).isEqualTo("USD");
    }

    @ParameterizedTest
    @CsvSource({"us-east-1, 40.00", "us-gov-west-1, 60.00"})
    void aGivenPriceCountsAsItIsEverywhere(String region, BigDecimal proPlus) {
        PriceCatalogue catalogue = new PriceCatalogue(
                "USD",
                Map.of(Plan.PRO, new BigDecimal("18.125"), Plan.PRO_MAX, new BigDecimal("60")),
                Map.of(Plan.PRO, 7),
                new BigDecimal("1.5"));

        assertThat(catalogue.in(region).monthly(Plan.PRO)).isEqualTo(new BigDecimal("18.13"));
        assertThat(catalogue.in(region).monthly(Plan.PRO_MAX)).isEqualTo(new BigDecimal("60.00"));
        assertThat(catalogue.in(region).monthly(Plan.PRO_PLUS)).isEqualTo(proPlus);
        assertThat(catalogue.in(region).credits(Plan.PRO)).isEqualTo(7);
        assertThat(catalogue.in(region).credits(Plan.POWER)).isEqualTo(10_000);
    }

    @Test
    void theFactorIsRoundedForEachSeat() {
        PriceCatalogue catalogue = new PriceCatalogue("USD", Map.of(), Map.of(), new BigDecimal("1.33333"));

        assertThat(catalogue.in("us-gov-west-1").monthly(Plan.PRO)).isEqualTo(new BigDecimal("26.67"));
    }

    @Test
    void aPlanThatTheListDoesNotKnowCostsNothing() {
        PriceList nothing = new PriceList("USD", Map.of(), Map.of());

        assertThat(nothing.monthly(Plan.POWER)).isZero();
        assertThat(nothing.credits(Plan.POWER)).isZero();
    }
}
