package dev.kirooperator.launcher;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.guard.TenancyRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Parses values of the configuration; a bad one is an {@link IllegalArgumentException} that names the key. */
final class ConfigValues {

    private static final Pattern INSTALLATION = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private ConfigValues() {}

    static Pattern pattern(String key, String value) {
        try {
            return Pattern.compile(value);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    key + ": expected a regular expression, found \"" + value + "\": " + e.getDescription(), e);
        }
    }

    static String installation(String value) {
        if (!INSTALLATION.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "kiro.ownership.installation: expected a lower-case DNS label of at most 63 characters, found \""
                            + value + "\"");
        }
        return value;
    }

    static List<TenancyRule> tenancyRules(KiroConfig.Tenancy tenancy) {
        List<TenancyRule> rules = new ArrayList<>();
        for (KiroConfig.Tenancy.Rule rule : tenancy.rules().orElse(List.of())) {
            String key = "kiro.tenancy.rules[" + rules.size() + "]";
            rules.add(new TenancyRule(
                    rule.namespaces(),
                    rule.groupNamePattern().map(value -> pattern(key + ".group-name-pattern", value)),
                    rule.plans().orElse(Set.of()).stream()
                            .map(value -> plan(key + ".plans", value))
                            .collect(Collectors.toUnmodifiableSet()),
                    rule.connections().orElse(Set.of()),
                    rule.maxMembers(),
                    rule.adoption()));
        }
        return rules;
    }

    static Plan plan(String key, String value) {
        return Arrays.stream(Plan.values())
                .filter(plan -> plan.label().equals(value) || plan.name().equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + ": expected one of "
                        + Arrays.stream(Plan.values()).map(Plan::label).collect(Collectors.joining(", ")) + ", found \""
                        + value + "\""));
    }
}
