package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How far a member is with one of its teams. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TeamMembershipStatus(
        @JsonPropertyDescription("Name of the KiroTeam.") @Required
        String name,

        @JsonPropertyDescription("Namespace of the KiroTeam.") @Required
        String namespace,

        @JsonPropertyDescription("Identity Store's GroupId.") @Nullable
        String groupId,

        @JsonPropertyDescription("Identity Store's MembershipId.") @Nullable
        String membershipId,

        @JsonPropertyDescription("Joined, Waiting or NotAllowed.") @Nullable
        TeamState state) {}
