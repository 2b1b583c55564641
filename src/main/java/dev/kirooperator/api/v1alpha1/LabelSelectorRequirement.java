package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One expression of a label selector. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "(self.operator in ['In', 'NotIn']) == (has(self.values) && size(self.values) > 0)",
        message = "values are required with the operators In and NotIn and forbidden with Exists and DoesNotExist")
public record LabelSelectorRequirement(
        @JsonPropertyDescription("Key of the label that this expression is about.")
        @Required
        @Size(min = 1, max = 317)
        @Pattern(Patterns.LABEL_KEY)
        String key,

        @JsonPropertyDescription(
                "How the label relates to the values. In: its value is one of them. NotIn: it is none of "
                        + "them, or the label is absent. Exists: the label is there. DoesNotExist: the label is "
                        + "absent.")
        @Required
        LabelOperator operator,

        @JsonPropertyDescription(
                "Values for In and NotIn, at least one. Must be absent or empty with Exists and " + "DoesNotExist.")
        @Size(max = 50)
        @Nullable
        List<@Size(max = 63) @Pattern("^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$") String> values) {}
