package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.Invitation;
import dev.kirooperator.api.v1alpha1.ManagedBy;
import java.time.Instant;
import java.util.Optional;

/** How a person gets in for the first time. Pure. */
final class SignInAdvice {

    private SignInAdvice() {}

    /**
     * One sentence, without its full stop, for a person whose seat waits for the first sign-in.
     *
     * @param sentAt when the set-password mail was sent
     */
    static String of(Invitation invitation, ManagedBy managedBy, Optional<Instant> sentAt) {
        if (managedBy == ManagedBy.IDENTITY_PROVIDER) {
            return "This person signs in to Kiro with the URL in status.signIn and the company's identity provider";
        }
        if (sentAt.isPresent()) {
            return "This person sets a password with the link in the mail that was sent at " + sentAt.get()
                    + " and lives for an hour (another one: a new value of the annotation "
                    + Annotations.RESEND_INVITATION
                    + "), registers MFA, and signs in to Kiro with the URL in status.signIn";
        }
        return switch (invitation) {
            case EMAIL ->
                "The mail with which this person sets a password has not been sent (see the condition Invited); without it, the "
                        + "e-mailed one-time code is the way in, where Identity Center is set up for it";
            case NONE ->
                "This person opens the URL in status.signIn, enters the user name, gets a one-time code by e-mail, sets a "
                        + "password and registers MFA. For the code, \"Send email OTP for users created from API\" has to be on "
                        + "in Identity Center (Settings, Authentication, Standard authentication); spec.invitation: Email sends a "
                        + "mail with a link instead";
        };
    }
}
