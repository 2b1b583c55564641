package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How many members a team has. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberCounts(
        @JsonPropertyDescription("KiroMembers that name this team and may join it.") @Nullable
        Integer desired,

        @JsonPropertyDescription("Of these, members of the group.") @Nullable
        Integer joined,

        @JsonPropertyDescription("Of these, not yet in the group.") @Nullable
        Integer waiting,

        @JsonPropertyDescription("Users in the group without a KiroMember.") @Nullable
        Integer unmanaged) {}
