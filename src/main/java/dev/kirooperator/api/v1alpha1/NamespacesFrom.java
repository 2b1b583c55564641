package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which namespaces' members may join a team. */
public enum NamespacesFrom {
    /** The team's own namespace. */
    @JsonProperty("Same")
    SAME("Same"),
    /** Every namespace. */
    @JsonProperty("All")
    ALL("All"),
    /** The namespaces whose labels match the selector. */
    @JsonProperty("Selector")
    SELECTOR("Selector");

    private final String label;

    NamespacesFrom(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
