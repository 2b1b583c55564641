package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a member is with one of its teams. */
public enum TeamState {
    /** In the group. */
    @JsonProperty("Joined")
    JOINED("Joined"),
    /** Not yet in the group. */
    @JsonProperty("Waiting")
    WAITING("Waiting"),
    /** The team does not let this namespace's members join. */
    @JsonProperty("NotAllowed")
    NOT_ALLOWED("NotAllowed");

    private final String label;

    TeamState(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
