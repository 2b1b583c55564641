package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of the object at AWS when the manifest goes. */
public enum DeletionPolicy {
    /** It stays. */
    @JsonProperty("Retain")
    RETAIN("Retain"),
    /** It is deleted, if this operator owns it. */
    @JsonProperty("Delete")
    DELETE("Delete");

    private final String label;

    DeletionPolicy(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
