package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who writes a user's attributes. */
public enum ManagedBy {
    /** Nobody but the operator and administrators. */
    @JsonProperty("Operator")
    OPERATOR("Operator"),
    /** An external identity provider, through SCIM. */
    @JsonProperty("IdentityProvider")
    IDENTITY_PROVIDER("IdentityProvider");

    private final String label;

    ManagedBy(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
