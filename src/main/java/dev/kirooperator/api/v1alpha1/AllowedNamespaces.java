package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Whose KiroMembers may join a team, as in Gateway API. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.from == 'Selector' ? has(self.selector) : !has(self.selector)",
        message = "selector is required with from: Selector and forbidden otherwise")
public record AllowedNamespaces(
        @JsonPropertyDescription(
                "Same: only the team's own namespace. All: every namespace. Selector: namespaces whose labels "
                        + "match the selector.")
        @Default("Same")
        @Nullable
        NamespacesFrom from,

        @JsonPropertyDescription("Selects namespaces by their labels; only with from: Selector.") @Nullable
        LabelSelector selector) {}
