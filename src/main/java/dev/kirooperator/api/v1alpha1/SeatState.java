package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is known of a member's Kiro seat. */
public enum SeatState {
    /** AWS does not tell, or nothing was asked for yet. */
    @JsonProperty("Unknown")
    UNKNOWN("Unknown"),
    /** Subscribed; not paid for until the first sign-in. */
    @JsonProperty("Pending")
    PENDING("Pending"),
    /** In use, and paid for. */
    @JsonProperty("Active")
    ACTIVE("Active"),
    /** Given back; paid until the month's end. */
    @JsonProperty("Cancelled")
    CANCELLED("Cancelled");

    private final String label;

    SeatState(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
