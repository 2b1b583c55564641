package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How many members a team has. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberCounts(
        @JsonPropertyDescription("Number of KiroMembers that name this team and may join it.") @Nullable
        Integer desired,

        @JsonPropertyDescription("Number of desired members whose users are in the group.") @Nullable
        Integer joined,

        @JsonPropertyDescription("Number of desired members whose users are not in the group yet.") @Nullable
        Integer waiting,

        @JsonPropertyDescription("Number of users in the group that no KiroMember stands for.") @Nullable
        Integer unmanaged) {}
