package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a member's seat comes from. */
public enum SeatOrigin {
    /** An assignment of the user. */
    @JsonProperty("Individual")
    INDIVIDUAL("Individual"),
    /** An assignment of a group that the user is in. */
    @JsonProperty("Group")
    GROUP("Group"),
    /** Both; the higher plan counts. */
    @JsonProperty("IndividualAndGroup")
    INDIVIDUAL_AND_GROUP("IndividualAndGroup"),
    /** AWS does not tell. */
    @JsonProperty("Unknown")
    UNKNOWN("Unknown");

    private final String label;

    SeatOrigin(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
