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
        @JsonPropertyDescription(
                "The Identity Center group of this team. When absent, it is a group named as this object.")
        @Nullable
        GroupSpec group,

        @JsonPropertyDescription(
                "The Kiro plan of this team's members. When absent, the operator manages the group and no " + "seats.")
        @Nullable
        TeamSubscription subscription,

        @JsonPropertyDescription("Who may be in the group, and how many.") @Nullable
        MembershipSpec membership,

        @JsonPropertyDescription(
                "Whose KiroMembers may join this team. When absent, those of the team's own namespace.")
        @Nullable
        AllowedNamespaces allowedNamespaces,

        @JsonPropertyDescription(
                "Name of the connection in the operator's configuration, which says which Identity Center "
                        + "and which Kiro profile this team lives in. It cannot change: delete and create the team "
                        + "to move it.")
        @Default("default")
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @ValidationRule(
                value = "self == oldSelf",
                message = "connection cannot change; delete and create the team to move it")
        @Nullable
        String connection,

        @JsonPropertyDescription(
                "Whether the operator writes to AWS for this team. Manage: it makes AWS as this manifest "
                        + "says. Observe: it writes nothing to AWS, not even when this object or a member's is deleted, and "
                        + "publishes in status.plan what it would do.")
        @Default("Manage")
        @Nullable
        SyncMode mode,

        @JsonPropertyDescription(
                "Whether the operator leaves this team alone. While true, nothing is read from or written "
                        + "to AWS for it, not even when this object or a member's is deleted, and the team has the "
                        + "reason Suspended.")
        @Default("false")
        @Nullable
        Boolean suspend,

        @JsonPropertyDescription(
                "What becomes of the Identity Center group when this object is deleted. Retain keeps it. "
                        + "Delete deletes it, if this operator owns it. Either way the group's Kiro plan is given "
                        + "back. While suspend is true or mode is Observe neither happens, and an Event LeftBehind says "
                        + "what stays at AWS.")
        @Default("Retain")
        @Nullable
        DeletionPolicy deletionPolicy) {}
