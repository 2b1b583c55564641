package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The Identity Center group of a team. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupStatus(
        @JsonPropertyDescription("Identity Store's GroupId.") @Nullable
        String id,

        @JsonPropertyDescription("Display name of the group as it was last seen.") @Nullable
        String displayName,

        @JsonPropertyDescription("Created by this operator, or Adopted.") @Nullable
        Origin origin) {}
