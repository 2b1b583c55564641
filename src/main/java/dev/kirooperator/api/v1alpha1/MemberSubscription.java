package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** An individual Kiro plan. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberSubscription(
        @JsonPropertyDescription(
                "Kiro plan of this person, from the cheapest to the dearest: Pro, ProPlus, ProMax, Power. "
                        + "The highest of this and the teams' plans counts.")
        @Required
        Plan plan) {}
