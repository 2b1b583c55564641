package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.api.v1alpha1.Plan;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
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
    void groupNamesMatchInAnyCaseAsAtAws() {
        Pattern pattern = ConfigValues.pattern("kiro.guard.protected-groups", "platform_\u00e4.*");
        assertThat(pattern.matcher("Platform_\u00c4dmins").matches()).isTrue();
        assertThat(pattern.matcher("my_platform_\u00e4").matches()).isFalse();
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

    static Stream<Arguments> badPrices() {
        return Stream.of(
                Arguments.of(
                        Map.of("currency", "Dollar"),
                        "kiro.prices.currency: expected an ISO 4217 code such as USD, found \"Dollar\""),
                Arguments.of(
                        Map.of("currency", "EUR", "per-month.pro", "10"),
                        "kiro.prices.currency: found \"EUR\", but the list prices are in USD: give a "
                                + "kiro.prices.per-month.* for pro-plus, pro-max, power too"),
                Arguments.of(
                        Map.of("per-month.pro", "-1"), "kiro.prices.per-month.pro: expected a number from 0, found -1"),
                Arguments.of(
                        Map.of("credits-per-month.power", "-5"),
                        "kiro.prices.credits-per-month.power: expected a number from 0, found -5"),
                Arguments.of(
                        Map.of("gov-cloud-factor", "-0.1"),
                        "kiro.prices.gov-cloud-factor: expected a number from 0, found -0.1"));
    }

    @ParameterizedTest
    @MethodSource("badPrices")
    void badPricesAreAnsweredWithTheKey(Map<String, String> keys, String message) {
        assertThatThrownBy(() -> ConfigValues.prices(prices(keys)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void pricesInAnotherCurrencyAreTakenWhenTheyAreAllGiven() {
        assertThat(ConfigValues.prices(prices(Map.of(
                                "currency", "EUR",
                                "per-month.pro", "10",
                                "per-month.pro-plus", "10",
                                "per-month.pro-max", "10",
                                "per-month.power", "10")))
                        .in("us-gov-west-1")
                        .perMonth())
                .containsOnlyKeys(Plan.values())
                .allSatisfy((plan, price) -> assertThat(price).isEqualByComparingTo(BigDecimal.TEN));
    }

    /** The prices of these keys below {@code kiro.prices}. */
    private static KiroConfig.Prices prices(Map<String, String> keys) {
        Map<String, String> whole = new HashMap<>();
        keys.forEach((key, value) -> whole.put("kiro.prices." + key, value));
        return TestingConfig.of(whole).prices();
    }
}
