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
        @JsonPropertyDescription("Name of the KiroTeam that this entry is about.") @Required
        String name,

        @JsonPropertyDescription("Namespace of the KiroTeam that this entry is about.") @Required
        String namespace,

        @JsonPropertyDescription("The id of the team's group, its GroupId in the Identity Store API.") @Nullable
        String groupId,

        @JsonPropertyDescription(
                "The id of this person's membership in the group, its MembershipId in the Identity Store " + "API.")
        @Nullable
        String membershipId,

        @JsonPropertyDescription(
                "How far the person is with this team. Joined: in the group. Waiting: not in the group "
                        + "yet. NotAllowed: the team does not let members of this namespace join.")
        @Nullable
        TeamState state) {}
