package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is known of a team's assignment. */
public enum SubscriptionState {
    /** The group, or each joined member, is assigned. */
    @JsonProperty("Subscribed")
    SUBSCRIBED("Subscribed"),
    /** Requested and not yet read back. */
    @JsonProperty("Pending")
    PENDING("Pending"),
    /** Not assigned. */
    @JsonProperty("None")
    NONE("None");

    private final String label;

    SubscriptionState(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
