package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One observation about an object, as in Kubernetes' API conventions. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @JsonPropertyDescription("What the condition is about.") @Required
        String type,

        @JsonPropertyDescription("True, False or Unknown.") @Required @Pattern("^(True|False|Unknown)$")
        String status,

        @JsonPropertyDescription("metadata.generation that the condition was made from.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("When the status last changed.") @Nullable
        String lastTransitionTime,

        @JsonPropertyDescription("Why, in one word of a fixed list.") @Size(max = 1024) @Nullable
        String reason,

        @JsonPropertyDescription("Why, in words: the object, what was expected, what was found, what to do.")
        @Size(max = 32768)
        @Nullable
        String message) {}
