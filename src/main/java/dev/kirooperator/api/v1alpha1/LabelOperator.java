package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a label's value relates to the values of a requirement. */
public enum LabelOperator {
    /** One of the values. */
    @JsonProperty("In")
    IN("In"),
    /** None of the values. */
    @JsonProperty("NotIn")
    NOT_IN("NotIn"),
    /** The label is there. */
    @JsonProperty("Exists")
    EXISTS("Exists"),
    /** The label is not there. */
    @JsonProperty("DoesNotExist")
    DOES_NOT_EXIST("DoesNotExist");

    private final String label;

    LabelOperator(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
