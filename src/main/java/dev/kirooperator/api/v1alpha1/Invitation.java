package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether Identity Center is asked to send its set-password mail. */
public enum Invitation {
    /** No mail; the user gets a one-time code at the first sign-in, where that setting is on. */
    @JsonProperty("None")
    NONE("None"),
    /** One mail with a link to set the password. */
    @JsonProperty("Email")
    EMAIL("Email");

    private final String label;

    Invitation(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
