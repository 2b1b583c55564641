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
        @JsonPropertyDescription("Which namespaces' KiroMembers may join this team. Same: only those of the team's own "
                + "namespace. All: those of every namespace. Selector: those of the namespaces whose labels "
                + "match the selector. A member from elsewhere gets the reason NotAllowedByTeam.")
        @Default("Same")
        @Nullable
        NamespacesFrom from,

        @JsonPropertyDescription(
                "Label selector on Namespace objects. It is required with from: Selector and forbidden " + "otherwise.")
        @Nullable
        LabelSelector selector) {}
