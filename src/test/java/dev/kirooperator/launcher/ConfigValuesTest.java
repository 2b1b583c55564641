package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.api.v1alpha1.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
}
