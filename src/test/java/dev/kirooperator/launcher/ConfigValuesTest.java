package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.api.v1alpha1.Plan;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigValuesTest {

    @ParameterizedTest
    @EnumSource(Plan.class)
    void aPlanIsNamedAsInManifests(Plan plan) {
        assertThat(ConfigValues.plan("key", plan.label())).isEqualTo(plan);
    }

    @Test
    void anUnknownPlanIsAnsweredWithTheKeyAndTheLegalValues() {
        assertThatThrownBy(() -> ConfigValues.plan("kiro.tenancy.rules[0].plans", "Gold"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kiro.tenancy.rules[0].plans: expected one of Pro, ProPlus, ProMax, Power, found \"Gold\"");
    }

    @Test
    void aBrokenPatternIsAnsweredWithTheKeyAndTheValue() {
        assertThatThrownBy(() -> ConfigValues.pattern("kiro.guard.protected-groups", "admin("))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("kiro.guard.protected-groups: expected a regular expression, found \"admin(\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "A", "a/b", "a]b", "a b"})
    void anInstallationThatWouldBreakTheMarkerIsRefused(String name) {
        assertThatThrownBy(() -> ConfigValues.installation(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("kiro.ownership.installation: expected a lower-case DNS label");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "a", "prod-eu-1"})
    void anInstallationIsADnsLabel(String name) {
        assertThat(ConfigValues.installation(name)).isEqualTo(name);
    }

    private record Prices(
            String currency,
            Map<Plan, BigDecimal> perMonth,
            Map<Plan, Integer> creditsPerMonth,
            BigDecimal govCloudFactor)
            implements KiroConfig.Prices {

        static Prices in(String currency, Map<Plan, BigDecimal> perMonth) {
            return new Prices(currency, perMonth, Map.of(), BigDecimal.ONE);
        }
    }

    private static final Map<Plan, BigDecimal> EVERY_PRICE =
            Arrays.stream(Plan.values()).collect(Collectors.toMap(plan -> plan, plan -> BigDecimal.TEN));

    static Stream<Arguments> badPrices() {
        return Stream.of(
                Arguments.of(
                        Prices.in("Dollar", Map.of()),
                        "kiro.prices.currency: expected an ISO 4217 code such as USD, found \"Dollar\""),
                Arguments.of(
                        Prices.in("EUR", Map.of(Plan.PRO, BigDecimal.TEN)),
                        "kiro.prices.currency: found \"EUR\", but the list prices are in USD: give a "
                                + "kiro.prices.per-month.* for ProPlus, ProMax, Power too"),
                Arguments.of(
                        Prices.in("USD", Map.of(Plan.PRO, new BigDecimal("-1"))),
                        "kiro.prices.per-month.Pro: expected a number from 0, found -1"),
                Arguments.of(
                        new Prices("USD", Map.of(), Map.of(Plan.POWER, -5), BigDecimal.ONE),
                        "kiro.prices.credits-per-month.Power: expected a number from 0, found -5"),
                Arguments.of(
                        new Prices("USD", Map.of(), Map.of(), new BigDecimal("-0.1")),
                        "kiro.prices.gov-cloud-factor: expected a number from 0, found -0.1"));
    }

    @ParameterizedTest
    @MethodSource("badPrices")
    void badPricesAreAnsweredWithTheKey(KiroConfig.Prices prices, String message) {
        assertThatThrownBy(() -> ConfigValues.prices(prices))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void pricesInAnotherCurrencyAreTakenWhenTheyAreAllGiven() {
        assertThat(ConfigValues.prices(Prices.in("EUR", EVERY_PRICE))
                        .in("us-gov-west-1")
                        .perMonth())
                .containsOnlyKeys(Plan.values())
                .allSatisfy((plan, price) -> assertThat(price).isEqualByComparingTo(BigDecimal.TEN));
    }
}
