package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.Invitation;
import dev.kirooperator.api.v1alpha1.InvitationStatus;
import dev.kirooperator.api.v1alpha1.ManagedBy;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a person gets in for the first time. Pure. */
final class SignInAdvice {

    /** How long the link in a set-password mail lives. */
    private static final Duration LINK = Duration.ofHours(1);

    private static final String FROM_HERE = "registers MFA, and signs in to Kiro with the URL in status.signIn";

    private static final String CODE =
            "opens the URL in status.signIn, enters the user name, gets a one-time code by e-mail, "
                    + "sets a password, registers MFA and signs in. For the code, \"Send email OTP for users created from API\" has to be on "
                    + "in Identity Center (Settings, Authentication, Standard authentication)";

    private static final String RESEND =
            "give this object a new value of the annotation " + Annotations.RESEND_INVITATION;

    private SignInAdvice() {}

    /**
     * What is known of a person who has not signed in yet.
     *
     * @param origin how the member came by the user
     * @param sentAt when the set-password mail was sent
     */
    record Newcomer(Origin origin, ManagedBy managedBy, Invitation invitation, Optional<Instant> sentAt, Instant now) {

        private boolean isMailable() {
            return invitation == Invitation.EMAIL && origin != Origin.EXISTING;
        }
    }

    static Newcomer newcomer(MemberRun run) {
        Optional<UserStatus> user = run.status().user();
        return new Newcomer(
                user.flatMap(u -> Optional.ofNullable(u.origin())).orElse(Origin.EXISTING),
                user.flatMap(u -> Optional.ofNullable(u.managedBy())).orElse(ManagedBy.OPERATOR),
                run.goal().invitation(),
                run.status().invitation().map(InvitationStatus::sentAt).map(Instant::parse),
                run.progress().now());
    }

    /** What a person whose seat waits for the first sign-in still has to do; without the last full stop. */
    static String of(Newcomer newcomer) {
        if (newcomer.managedBy() == ManagedBy.IDENTITY_PROVIDER) {
            return "This person signs in to Kiro with the URL in status.signIn and the company's identity provider";
        }
        Optional<Instant> alive = newcomer.sentAt().filter(at -> newcomer.now().isBefore(at.plus(LINK)));
        if (alive.isPresent()) {
            return "This person sets a password with the link in the mail that was sent at " + alive.get()
                    + " and lives for an hour"
                    + (newcomer.isMailable() ? " (to have another one sent, " + RESEND + ")" : "")
                    + ", " + FROM_HERE;
        }
        if (newcomer.isMailable() && newcomer.sentAt().isPresent()) {
            return "This person sets a password, " + FROM_HERE + ". The link in the mail that was sent at "
                    + newcomer.sentAt().get()
                    + " does not work any more: it lived for an hour. If no password was set with it, "
                    + RESEND + ", which sends another mail";
        }
        return newcomer.origin() == Origin.CREATED ? created(newcomer.invitation()) : before(newcomer);
    }

    private static String created(Invitation invitation) {
        return switch (invitation) {
            case EMAIL ->
                "The mail with which this person sets a password has not been sent (see the condition Invited). Without it, this "
                        + "person " + CODE;
            case NONE -> "This person " + CODE + "; spec.invitation: Email sends a mail with a link instead";
        };
    }

    /** A user that was there before the member may have a password. */
    private static String before(Newcomer newcomer) {
        String mail = newcomer.isMailable()
                ? "Who has none is sent a mail for setting one: " + RESEND + ". Without the mail, this person "
                : "Who has none is sent a mail for setting one by an administrator (Identity Center, Users, Reset password); or ";
        return "This user was there before and may have a password: then this person signs in with it to the URL in status.signIn, "
                + "and registers MFA if asked to. " + mail + CODE;
    }
}
