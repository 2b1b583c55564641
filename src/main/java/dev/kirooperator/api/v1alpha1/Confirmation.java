package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the operator knows that a group is assigned. */
public enum Confirmation {
    /** AWS lists the group. */
    @JsonProperty("List")
    LIST("List"),
    /** Members have seats that come from the group. */
    @JsonProperty("Seats")
    SEATS("Seats"),
    /** Only AWS's answer to the request says so. */
    @JsonProperty("Answer")
    ANSWER("Answer");

    private final String label;

    Confirmation(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
