package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is still to be done, or is held back. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanStatus(
        @JsonPropertyDescription(
                "Names exactly this plan; the value for the annotation kiro-operator.dev/approve-plan.")
        @Nullable
        String hash,

        @JsonPropertyDescription("Memberships to add.") @Nullable
        Integer add,

        @JsonPropertyDescription("Memberships to remove.") @Nullable
        Integer remove,

        @JsonPropertyDescription("The steps in words, at most 20.") @Nullable
        List<String> summary) {}
