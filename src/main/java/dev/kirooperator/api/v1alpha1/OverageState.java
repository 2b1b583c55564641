package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a Kiro profile allows, and charges, use beyond a plan's credits. */
public enum OverageState {
    /** Use beyond the credits goes on and is charged. */
    @JsonProperty("Enabled")
    ENABLED("Enabled"),
    /** Kiro stops at the end of the credits. */
    @JsonProperty("Disabled")
    DISABLED("Disabled");

    private final String label;

    OverageState(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
