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
        @JsonPropertyDescription("Fingerprint of exactly these steps. As the value of the annotation "
                + "kiro-operator.dev/approve-plan it lets a plan through that is held back, once.")
        @Nullable
        String hash,

        @JsonPropertyDescription("Number of users to add to the group.") @Nullable
        Integer add,

        @JsonPropertyDescription("Number of users to remove from the group.") @Nullable
        Integer remove,

        @JsonPropertyDescription("The first steps in words, 20 at most.") @Nullable
        List<String> summary) {}
