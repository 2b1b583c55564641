package dev.kirooperator.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.api.v1alpha1.LabelOperator;
import dev.kirooperator.api.v1alpha1.LabelSelector;
import dev.kirooperator.api.v1alpha1.LabelSelectorRequirement;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Selectors in kubectl's syntax, against namespaces with the labels env=prod and team=a. */
class NamespaceSelectorTest {

    private static final Map<String, String> LABELS = Map.of("env", "prod", "team", "a", "example.com/tier", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "env=prod | true",
                "env==prod | true",
                "env = prod | true",
                "env=test | false",
                "env!=test | true",
                "env!=prod | false",
                "absent!=x | true",
                "absent=x | false",
                "env | true",
                "absent | false",
                "!absent | true",
                "! env | false",
                "team in (a,b) | true",
                "team in ( b , c ) | false",
                "absent in (a) | false",
                "team notin (b,c) | true",
                "team notin (a) | false",
                "absent notin (a) | true",
                "example.com/tier= | true",
                "example.com/tier | true",
                "env=prod,team in (a,b),!legacy | true",
                "env=prod, team in (b), !legacy | false",
                "team in (a,b),env=test | false",
            })
    void aSelectorMeansWhatItMeansToKubectl(String selector, boolean matches) {
        assertThat(NamespaceSelector.parse(selector).matches(LABELS)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "env=prod,",
                ",env",
                "env=a=b",
                "env in",
                "env in a,b",
                "env in (a",
                "env in (a b)",
                "env within (a)",
                "=prod",
                "-env=x",
                "env=-x",
                "env>5",
                "!env=x",
                "a b"
            })
    void whatIsNoSelectorIsRefusedInItsOwnWords(String text) {
        assertThatThrownBy(() -> NamespaceSelector.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a label selector")
                .hasMessageContaining("found \"" + text + "\"");
    }

    @ForManySeeds
    void aSelectorInOneLineIsTheSameAsItsManifest(long seed) {
        Gen gen = new Gen(seed);
        List<LabelSelectorRequirement> requirements = IntStream.rangeClosed(1, gen.between(1, 3))
                .mapToObj(i -> requirement(gen))
                .toList();
        String line = requirements.stream().map(NamespaceSelectorTest::line).collect(Collectors.joining(","));
        Map<String, String> labels = new HashMap<>();
        List.of("a", "b").forEach(key -> {
            if (gen.flip()) {
                labels.put(key, gen.pick(List.of("x", "y")));
            }
        });

        assertThat(NamespaceSelector.parse(line).matches(labels))
                .as(line + " on " + labels)
                .isEqualTo(NamespaceSelector.of(new LabelSelector(Map.of(), requirements))
                        .matches(labels));
    }

    private static LabelSelectorRequirement requirement(Gen gen) {
        LabelOperator operator = gen.pick(LabelOperator.class);
        boolean listed = operator == LabelOperator.IN || operator == LabelOperator.NOT_IN;
        return new LabelSelectorRequirement(
                gen.pick(List.of("a", "b")),
                operator,
                listed ? gen.pick(List.of(List.of("x"), List.of("x", "y"))) : null);
    }

    private static String line(LabelSelectorRequirement requirement) {
        String values = requirement.values() == null ? "" : " (" + String.join(",", requirement.values()) + ")";
        return switch (requirement.operator()) {
            case IN -> requirement.key() + " in" + values;
            case NOT_IN -> requirement.key() + " notin" + values;
            case EXISTS -> requirement.key();
            case DOES_NOT_EXIST -> "!" + requirement.key();
        };
    }
}
