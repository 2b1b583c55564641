package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.NamespacesFrom;
import dev.kirooperator.guard.NamespaceLabels;
import dev.kirooperator.guard.NamespaceSelector;
import java.util.Optional;

/** Whether a team lets the members of a namespace join, as {@code spec.allowedNamespaces} says. */
public final class TeamAccess {

    private final NamespaceLabels labels;

    public TeamAccess(NamespaceLabels labels) {
        this.labels = labels;
    }

    /**
     * Whether the namespace's members may join; empty while its labels, which decide it, cannot be read: then nobody joins, and nobody
     * has to leave for it.
     */
    public Optional<Boolean> allows(TeamGoal team, String namespace) {
        if (team.key().namespace().equals(namespace)) {
            return Optional.of(true);
        }
        NamespacesFrom from =
                Optional.ofNullable(team.allowedNamespaces().from()).orElse(NamespacesFrom.SAME);
        return switch (from) {
            case SAME -> Optional.of(false);
            case ALL -> Optional.of(true);
            case SELECTOR ->
                Optional.ofNullable(team.allowedNamespaces().selector())
                        .map(NamespaceSelector::of)
                        .map(selector -> labels.of(namespace).map(selector::matches))
                        .orElse(Optional.of(false));
        };
    }
}
