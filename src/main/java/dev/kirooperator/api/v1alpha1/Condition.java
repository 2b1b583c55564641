package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One observation about an object, as in Kubernetes' API conventions. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @JsonPropertyDescription(
                "What the condition is about, for example Ready. An object has at most one condition of "
                        + "each type.")
        @Required
        @Size(min = 1, max = 316)
        String type,

        @JsonPropertyDescription("Whether the condition holds: True, False or Unknown.")
        @Required
        @Pattern("^(True|False|Unknown)$")
        String status,

        @JsonPropertyDescription(
                "The metadata.generation that the condition was computed from. When it is lower than the "
                        + "current generation, the condition is out of date.")
        @Min(0)
        @Nullable
        Long observedGeneration,

        @JsonPropertyDescription(
                "When the status of the condition last changed from one value to another. A new message "
                        + "or reason does not change it.")
        @Nullable
        String lastTransitionTime,

        @JsonPropertyDescription("Why the condition has its status, as one word of a fixed list, for use by programs.")
        @Size(min = 1, max = 1024)
        @Pattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$")
        @Nullable
        String reason,

        @JsonPropertyDescription(
                "Why the condition has its status, for people: the object, what was expected, what was "
                        + "found and what to do, with the AWS request id where there is one.")
        @Size(max = 32768)
        @Nullable
        String message) {

    /** Those of the operator's own types, in the types' order; other types are somebody else's, who may keep them here. */
    static @Nullable List<Condition> own(@Nullable List<Condition> conditions) {
        return conditions == null
                ? null
                : Stream.of(ConditionType.values())
                        .flatMap(type ->
                                conditions.stream().filter(c -> type.label().equals(c.type())))
                        .toList();
    }
}
