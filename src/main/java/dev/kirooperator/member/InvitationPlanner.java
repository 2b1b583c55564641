package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.Invitation;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.status.Finding;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides about a member's set-password mail. Pure.
 *
 * <p>A created user gets it once by itself. An adopted one may have a password already and is sent it only by annotation, so that a
 * cluster that is applied again mails nobody. The password of a user that is not ours is not ours to offer a change of.
 */
final class InvitationPlanner {

    private static final String AGAIN = "annotate this object with a new value of " + Annotations.RESEND_INVITATION;

    /**
     * What is known of the invitation.
     *
     * @param wanted {@code spec.invitation}
     * @param issuer the identity provider that feeds the user
     * @param writable whether the operator may write for this member now
     * @param sentAt when this user was last sent a mail
     * @param lastRequest the wish by annotation that a mail was last sent for
     * @param request the wish by annotation now
     */
    record Question(
            Invitation wanted,
            String userId,
            Origin origin,
            Optional<String> issuer,
            boolean writable,
            Optional<Instant> sentAt,
            Optional<String> lastRequest,
            Optional<String> request) {

        private boolean isAskedAgain() {
            return request.isPresent() && !request.equals(lastRequest);
        }
    }

    InvitationDecision decide(Question question) {
        if (question.wanted() == Invitation.NONE) {
            return new InvitationDecision.Rest(Optional.empty());
        }
        Optional<Finding> refusal = refusal(question);
        if (refusal.isPresent()) {
            return new InvitationDecision.Rest(refusal);
        }
        boolean isFirst = question.sentAt().isEmpty() && question.origin() == Origin.CREATED;
        if (question.writable() && (isFirst || question.isAskedAgain())) {
            return new InvitationDecision.Send(question.request());
        }
        return new InvitationDecision.Rest(question.sentAt()
                .map(InvitationPlanner::sent)
                .or(() -> question.origin() == Origin.ADOPTED
                        ? Optional.of(adopted(question.userId()))
                        : Optional.empty()));
    }

    /** The answer to whoever asks whether the mail was sent. */
    static Finding sent(Instant at) {
        return Finding.done(
                Reason.INVITATION_SENT,
                "Identity Center was asked to send the set-password mail at " + at
                        + "; its link lives for an hour. To have another one sent, " + AGAIN);
    }

    private static Optional<Finding> refusal(Question question) {
        if (question.issuer().isPresent()) {
            return Optional.of(Finding.notice(
                    Reason.MANAGED_BY_IDENTITY_PROVIDER,
                    "No mail is sent: user " + question.userId() + " signs in with the identity provider "
                            + question.issuer().get()
                            + " and has no password in Identity Center. Set spec.invitation: None, and let the provider invite "
                            + "this person"));
        }
        return question.origin() == Origin.EXISTING
                ? Optional.of(Finding.notice(
                        Reason.NOT_INVITED,
                        "No mail is sent: user " + question.userId()
                                + " existed before and is only referenced, so its password is not this object's to set. Set "
                                + "spec.invitation: None; or set spec.adopt: true to own the user, and then " + AGAIN))
                : Optional.empty();
    }

    private static Finding adopted(String userId) {
        return Finding.notice(
                Reason.NOT_INVITED,
                "No mail is sent by itself: user " + userId
                        + " was adopted and may have a password already. To have one sent, " + AGAIN);
    }
}
