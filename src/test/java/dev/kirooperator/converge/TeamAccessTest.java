package dev.kirooperator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.AllowedNamespaces;
import dev.kirooperator.api.v1alpha1.LabelOperator;
import dev.kirooperator.api.v1alpha1.LabelSelector;
import dev.kirooperator.api.v1alpha1.LabelSelectorRequirement;
import dev.kirooperator.api.v1alpha1.NamespacesFrom;
import dev.kirooperator.testing.TestingTeam;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TeamAccessTest {

    private static final Map<String, Map<String, String>> NAMESPACES =
            Map.of("gold", Map.of("tier", "gold", "team", "a"), "silver", Map.of("tier", "silver"), "bare", Map.of());

    private static AllowedNamespaces from(NamespacesFrom from) {
        return new AllowedNamespaces(from, null);
    }

    private static AllowedNamespaces labels(Map<String, String> exact) {
        return new AllowedNamespaces(NamespacesFrom.SELECTOR, new LabelSelector(exact, null));
    }

    private static AllowedNamespaces tier(LabelOperator operator, @Nullable List<String> values) {
        return new AllowedNamespaces(
                NamespacesFrom.SELECTOR,
                new LabelSelector(null, List.of(new LabelSelectorRequirement("tier", operator, values))));
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(from(NamespacesFrom.SAME), List.of()),
                Arguments.of(new AllowedNamespaces(null, null), List.of()),
                Arguments.of(from(NamespacesFrom.ALL), List.of("gold", "silver", "bare")),
                Arguments.of(from(NamespacesFrom.SELECTOR), List.of()),
                Arguments.of(labels(Map.of("tier", "gold")), List.of("gold")),
                Arguments.of(labels(Map.of("tier", "gold", "team", "a")), List.of("gold")),
                Arguments.of(labels(Map.of("tier", "gold", "team", "b")), List.of()),
                Arguments.of(labels(Map.of()), List.of("gold", "silver", "bare")),
                Arguments.of(tier(LabelOperator.IN, List.of("gold", "x")), List.of("gold")),
                Arguments.of(tier(LabelOperator.IN, null), List.of()),
                Arguments.of(tier(LabelOperator.NOT_IN, List.of("gold")), List.of("silver", "bare")),
                Arguments.of(tier(LabelOperator.EXISTS, null), List.of("gold", "silver")),
                Arguments.of(tier(LabelOperator.DOES_NOT_EXIST, null), List.of("bare")));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theTeamsRuleSaysWhichOtherNamespacesMayJoin(AllowedNamespaces rule, List<String> expected) {
        TeamGoal team = TestingTeam.of("platform", "kiro").allow(rule).goal();
        TeamAccess access = new TeamAccess(namespace -> Optional.ofNullable(NAMESPACES.get(namespace)));

        assertThat(Stream.of("gold", "silver", "bare")
                        .filter(ns -> access.allows(team, ns).orElseThrow()))
                .containsExactlyElementsOf(expected);
        assertThat(access.allows(team, "platform")).contains(true);
    }

    @Test
    void everyRequirementHasToHold() {
        AllowedNamespaces both = new AllowedNamespaces(
                NamespacesFrom.SELECTOR,
                new LabelSelector(
                        Map.of("team", "a"),
                        List.of(
                                new LabelSelectorRequirement("tier", LabelOperator.EXISTS, null),
                                new LabelSelectorRequirement("tier", LabelOperator.NOT_IN, List.of("gold")))));
        TeamGoal team = TestingTeam.of("platform", "kiro").allow(both).goal();

        assertThat(new TeamAccess(ns -> Optional.ofNullable(NAMESPACES.get(ns))).allows(team, "gold"))
                .contains(false);
        assertThat(new TeamAccess(ns -> Optional.of(Map.of("team", "a", "tier", "tin"))).allows(team, "x"))
                .contains(true);
    }

    @Test
    void labelsThatCannotBeReadDecideNothing() {
        TeamAccess access = new TeamAccess(namespace -> Optional.empty());

        assertThat(access.allows(
                        TestingTeam.of("platform", "kiro")
                                .allow(labels(Map.of()))
                                .goal(),
                        "other"))
                .isEmpty();
        assertThat(access.allows(
                        TestingTeam.of("platform", "kiro")
                                .allow(from(NamespacesFrom.ALL))
                                .goal(),
                        "other"))
                .contains(true);
        assertThat(access.allows(TestingTeam.of("platform", "kiro").goal(), "other"))
                .contains(false);
    }
}
