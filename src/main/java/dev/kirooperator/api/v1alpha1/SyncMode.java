package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the operator writes to AWS for an object. */
public enum SyncMode {
    /** Converge AWS to the manifest. */
    @JsonProperty("Manage")
    MANAGE("Manage"),
    /** Publish what would be done; write nothing. */
    @JsonProperty("Observe")
    OBSERVE("Observe");

    private final String label;

    SyncMode(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
