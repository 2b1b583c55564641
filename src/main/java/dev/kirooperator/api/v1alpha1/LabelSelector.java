package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A label selector, as everywhere in Kubernetes. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value =
                "(has(self.matchLabels) && size(self.matchLabels) > 0) || (has(self.matchExpressions) && size(self.matchExpressions) > 0)",
        message = "selector needs matchLabels or matchExpressions; from: All lets every namespace in")
public record LabelSelector(
        @JsonPropertyDescription("Labels that a namespace must have, each with exactly this value.")
        @Size(max = 50)
        @ValidationRule(value = "self.all(key, key.size() <= 317)", message = "a label key has at most 317 characters")
        @ValidationRule(
                value = "self.all(key, key.matches(r'" + Patterns.LABEL_KEY + "'))",
                message =
                        "a label key is a name of at most 63 letters, digits, '-', '_' and '.', which may stand behind "
                                + "a DNS subdomain and a slash")
        @Nullable
        Map<String, @Size(max = 63) @Pattern("^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$") String> matchLabels,

        @JsonPropertyDescription("Expressions on labels that must all hold.") @Size(max = 50) @Nullable
        List<LabelSelectorRequirement> matchExpressions) {}
