package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.LabelSelector;
import dev.kirooperator.api.v1alpha1.LabelSelectorRequirement;
import dev.kirooperator.api.v1alpha1.NamespacesFrom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a team lets the members of a namespace join, as {@code spec.allowedNamespaces} says. */
public final class TeamAccess {

    private final NamespaceLabels labels;

    /** Looks up the labels of a namespace; empty for one that does not exist. */
    @FunctionalInterface
    public interface NamespaceLabels {
        Map<String, String> of(String namespace);
    }

    public TeamAccess(NamespaceLabels labels) {
        this.labels = labels;
    }

    public boolean allows(TeamGoal team, String namespace) {
        if (team.key().namespace().equals(namespace)) {
            return true;
        }
        NamespacesFrom from =
                Optional.ofNullable(team.allowedNamespaces().from()).orElse(NamespacesFrom.SAME);
        return switch (from) {
            case SAME -> false;
            case ALL -> true;
            case SELECTOR ->
                Optional.ofNullable(team.allowedNamespaces().selector())
                        .filter(selector -> matches(selector, labels.of(namespace)))
                        .isPresent();
        };
    }

    private static boolean matches(LabelSelector selector, Map<String, String> labels) {
        Map<String, String> exact = Optional.ofNullable(selector.matchLabels()).orElse(Map.of());
        List<LabelSelectorRequirement> expressions =
                Optional.ofNullable(selector.matchExpressions()).orElse(List.of());
        return exact.entrySet().stream().allMatch(e -> e.getValue().equals(labels.get(e.getKey())))
                && expressions.stream().allMatch(e -> matches(e, labels.get(e.key())));
    }

    private static boolean matches(LabelSelectorRequirement requirement, @Nullable String value) {
        List<String> values = Optional.ofNullable(requirement.values()).orElse(List.of());
        return switch (requirement.operator()) {
            case IN -> value != null && values.contains(value);
            case NOT_IN -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
        };
    }
}
