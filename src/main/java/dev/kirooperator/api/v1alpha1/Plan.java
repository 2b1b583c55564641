package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A Kiro plan, from the cheapest to the dearest. */
public enum Plan {
    @JsonProperty("Pro")
    PRO("Pro"),
    @JsonProperty("ProPlus")
    PRO_PLUS("ProPlus"),
    @JsonProperty("ProMax")
    PRO_MAX("ProMax"),
    @JsonProperty("Power")
    POWER("Power");

    private final String label;

    Plan(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
