package dev.kirooperator.member;

import dev.kirooperator.status.Finding;
import java.util.Optional;

/** What is to be done about a member's set-password mail. */
sealed interface InvitationDecision {

    /**
     * The mail is to be sent.
     *
     * @param request the wish by annotation that this fulfils
     */
    record Send(Optional<String> request) implements InvitationDecision {}

    /**
     * No mail now.
     *
     * @param finding what to say; empty where no mail is asked for
     */
    record Rest(Optional<Finding> finding) implements InvitationDecision {}
}
