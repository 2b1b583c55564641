package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A label selector, as everywhere in Kubernetes. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LabelSelector(
        @JsonPropertyDescription("Labels that must be there with exactly these values.") @Size(max = 50) @Nullable
        Map<String, String> matchLabels,

        @JsonPropertyDescription("Expressions that must all hold.") @Size(max = 50) @Nullable
        List<LabelSelectorRequirement> matchExpressions) {}
