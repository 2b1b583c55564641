package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What a team is to be. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KiroTeamSpec(
        @JsonPropertyDescription("The Identity Center group of this team.") @Nullable
        GroupSpec group,

        @JsonPropertyDescription("The Kiro plan of this team. When absent, the group is managed and no seats are.")
        @Nullable
        TeamSubscription subscription,

        @JsonPropertyDescription("Who may be in the group, and how many.") @Nullable
        MembershipSpec membership,

        @JsonPropertyDescription("Whose KiroMembers may join this team.") @Nullable
        AllowedNamespaces allowedNamespaces,

        @JsonPropertyDescription(
                "Name of the connection in the operator's configuration: which Identity Center and which Kiro "
                        + "profile. It cannot change; delete and create the team to move it.")
        @Default("default")
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @ValidationRule(
                value = "self == oldSelf",
                message = "connection cannot change; delete and create the team to move it")
        @Nullable
        String connection,

        @JsonPropertyDescription(
                "Manage converges AWS to this manifest. Observe publishes what would be done in status.plan and "
                        + "writes nothing to AWS.")
        @Default("Manage")
        @Nullable
        SyncMode mode,

        @JsonPropertyDescription("Stop converging this team until it is false again.") @Default("false") @Nullable
        Boolean suspend,

        @JsonPropertyDescription(
                "What becomes of the Identity Center group when this object is deleted: Retain or Delete. The "
                        + "subscription is given back in both cases.")
        @Default("Retain")
        @Nullable
        DeletionPolicy deletionPolicy) {}
