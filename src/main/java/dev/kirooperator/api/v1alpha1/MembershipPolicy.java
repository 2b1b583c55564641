package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who may be in a team's group. */
public enum MembershipPolicy {
    /** The manifests are the whole truth: who is in the group without a KiroMember leaves it. */
    @JsonProperty("Exclusive")
    EXCLUSIVE("Exclusive"),
    /** Nobody is removed but who was joined by this operator. */
    @JsonProperty("Additive")
    ADDITIVE("Additive");

    private final String label;

    MembershipPolicy(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
