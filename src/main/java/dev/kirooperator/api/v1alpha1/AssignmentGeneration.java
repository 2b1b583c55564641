package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** AWS's generations of the API that assigns Kiro seats. */
public enum AssignmentGeneration {
    /** {@code management.<region>.kiro.dev}, what the AWS console uses since 2026. */
    @JsonProperty("Management")
    MANAGEMENT("Management"),
    /** {@code codewhisperer.<region>.amazonaws.com}, the older one. */
    @JsonProperty("CodeWhisperer")
    CODEWHISPERER("CodeWhisperer");

    private final String label;

    AssignmentGeneration(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
