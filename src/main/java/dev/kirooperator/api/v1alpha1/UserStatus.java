package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The Identity Center user of a member. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserStatus(
        @JsonPropertyDescription("Identity Store's UserId.") @Nullable
        String id,

        @JsonPropertyDescription("Created by this operator, Adopted, or Existing (only referenced).") @Nullable
        Origin origin,

        @JsonPropertyDescription("Operator, or IdentityProvider when the user is fed by SCIM.") @Nullable
        ManagedBy managedBy,

        @JsonPropertyDescription("Name of the connection whose Identity Center holds the user.") @Nullable
        String connection) {}
