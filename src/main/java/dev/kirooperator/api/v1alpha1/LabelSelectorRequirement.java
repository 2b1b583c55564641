package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One expression of a label selector. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LabelSelectorRequirement(
        @JsonPropertyDescription("Label key that the requirement is about.") @Required @Size(min = 1, max = 317)
        String key,

        @JsonPropertyDescription("How the label's value relates to the values: In, NotIn, Exists or DoesNotExist.")
        @Required
        LabelOperator operator,

        @JsonPropertyDescription("Values for In and NotIn; absent for Exists and DoesNotExist.")
        @Size(max = 50)
        @Nullable
        List<@Size(max = 63) String> values) {}
