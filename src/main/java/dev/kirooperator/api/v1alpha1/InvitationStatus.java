package dev.kirooperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The set-password mail of a member. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvitationStatus(
        @JsonPropertyDescription("When Identity Center was last asked to send the mail.") @Nullable
        String sentAt,

        @JsonPropertyDescription(
                "Value of the annotation kiro-operator.dev/resend-invitation that the operator last sent a mail for.")
        @Nullable
        String lastRequest) {}
