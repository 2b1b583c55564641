package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** The Kiro plan of a team. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TeamSubscription(
        @JsonPropertyDescription("Kiro plan that the members of this team get, from the cheapest to the dearest: Pro, "
                + "ProPlus, ProMax, Power. A higher plan counts at once, a lower one from the next month.")
        @Required
        Plan plan,

        @JsonPropertyDescription(
                "Whom the plan is assigned to. Group: one assignment of the group, from which AWS gives "
                        + "the members their seats, up to 24 hours later. Members: one assignment of each member.")
        @Default("Group")
        @Nullable
        AssignTo assignTo) {}
