package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A request about an individual assignment. */
public enum SeatOperation {
    /** {@code CreateAssignment}. */
    @JsonProperty("Create")
    CREATE("Create"),
    /** {@code UpdateAssignment}. */
    @JsonProperty("Update")
    UPDATE("Update"),
    /** {@code DeleteAssignment}. */
    @JsonProperty("Delete")
    DELETE("Delete");

    private final String label;

    SeatOperation(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
