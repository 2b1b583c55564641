package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The Identity Center user of a member. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserStatus(
        @JsonPropertyDescription(
                "The id that AWS gave the user, its UserId in the Identity Store API. It stays the same "
                        + "when the user is renamed. Where Kiro itself is connected to an identity provider: the id from the "
                        + "annotation kiro-operator.dev/principal-id that a seat was asked for.")
        @Nullable
        String id,

        @JsonPropertyDescription(
                "Where the user came from. Created: this operator made it. Adopted: it existed and was "
                        + "taken over by spec.adopt. Existing: it existed and is only referenced. Absent: it is no "
                        + "user of Identity Center, but one of the provider that Kiro itself is connected to.")
        @Nullable
        Origin origin,

        @JsonPropertyDescription(
                "Who writes the user's attributes. Operator: this operator, or people in the AWS console. "
                        + "IdentityProvider: the company's identity provider, through SCIM.")
        @Nullable
        ManagedBy managedBy,

        @JsonPropertyDescription("Name of the connection whose Identity Center, or Kiro profile, holds the user.")
        @Nullable
        String connection,

        @JsonPropertyDescription(
                "Fingerprint of the attributes with which this operator is about to create the user. Should it end "
                        + "before it can record the id, a user with exactly these attributes is its own. Absent "
                        + "otherwise.")
        @Nullable
        String creating) {}
