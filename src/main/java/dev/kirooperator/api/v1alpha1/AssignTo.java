package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whom a team's Kiro plan is assigned to. */
public enum AssignTo {
    /** One assignment for the group; AWS gives its members their seats, up to a day later. */
    @JsonProperty("Group")
    GROUP("Group"),
    /** One assignment for each member. */
    @JsonProperty("Members")
    MEMBERS("Members");

    private final String label;

    AssignTo(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
