package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The Identity Center group of a team. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupStatus(
        @JsonPropertyDescription(
                "The id that AWS gave the group, its GroupId in the Identity Store API. It stays the same "
                        + "when the group is renamed.")
        @Nullable
        String id,

        @JsonPropertyDescription("Display name of the group as the operator last saw it at AWS.") @Nullable
        String displayName,

        @JsonPropertyDescription(
                "Where the group came from. Created: this operator made it. Adopted: it existed and was "
                        + "taken over by spec.group.adopt.")
        @Nullable
        Origin origin) {}
