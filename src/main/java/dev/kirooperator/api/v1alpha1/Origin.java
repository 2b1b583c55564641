package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an object came under this operator's eyes. */
public enum Origin {
    /** This operator created it. */
    @JsonProperty("Created")
    CREATED("Created"),
    /** It existed and was taken over by adopt: true. */
    @JsonProperty("Adopted")
    ADOPTED("Adopted"),
    /** It existed and is only referenced. */
    @JsonProperty("Existing")
    EXISTING("Existing");

    private final String label;

    Origin(String label) {
        this.label = label;
    }

    /** The value in manifests. */
    public String label() {
        return label;
    }
}
