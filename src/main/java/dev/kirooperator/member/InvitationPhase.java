package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.InvitationStatus;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.Unanswered;
import dev.kirooperator.converge.FailurePolicy;
import dev.kirooperator.directory.User;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has a member's set-password mail sent, and remembers it in {@code status}. This process also remembers it by itself: a status that
 * cannot be written must not send a mail at every look. Only a crash between the mail and the status sends one more.
 */
final class InvitationPhase {

    private final InvitationPlanner planner;
    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final Map<String, Failed> failed = new ConcurrentHashMap<>();

    InvitationPhase(InvitationPlanner planner) {
        this.planner = planner;
    }

    /** Reports {@code Invited} where the manifest asks for a mail. */
    void run(MemberRun run, User user, boolean mayWrite) {
        Optional<InvitationStatus> known = known(run, user);
        run.status().invitation(known);
        InvitationDecision decision = decide(run, user, mayWrite, known);
        if (decision instanceof InvitationDecision.Send send) {
            sendInTime(run, user, mayWrite, new Attempt(user.id(), send.request()));
        } else {
            rest(run, decision);
        }
    }

    private static void rest(MemberRun run, InvitationDecision decision) {
        if (decision instanceof InvitationDecision.Rest rest) {
            rest.finding().ifPresent(finding -> run.progress().report(ConditionType.INVITED, finding));
        }
    }

    private InvitationDecision decide(MemberRun run, User user, boolean mayWrite, Optional<InvitationStatus> known) {
        return planner.decide(new InvitationPlanner.Question(
                run.goal().invitation(),
                user.id(),
                run.status()
                        .user()
                        .flatMap(status -> Optional.ofNullable(status.origin()))
                        .orElse(Origin.EXISTING),
                user.issuer(),
                mayWrite,
                known.flatMap(k -> Optional.ofNullable(k.sentAt())).map(Instant::parse),
                known.flatMap(k -> Optional.ofNullable(k.lastRequest())),
                request(run)));
    }

    void forget(String memberUid) {
        sent.remove(memberUid);
        failed.remove(memberUid);
    }

    /** A mail that another user got, one that was deleted at AWS and is replaced, was not for this one. */
    private Optional<InvitationStatus> known(MemberRun run, User user) {
        return Optional.ofNullable(sent.get(run.uid()))
                .filter(mail -> mail.attempt().userId().equals(user.id()))
                .map(Sent::status)
                .or(() -> run.recordedUser()
                        .map(UserStatus::id)
                        .filter(user.id()::equals)
                        .flatMap(same -> run.status().invitation()));
    }

    /** A failed attempt is repeated when its time has come, however often the member is looked at for other reasons. */
    private void sendInTime(MemberRun run, User user, boolean mayWrite, Attempt attempt) {
        Instant now = run.progress().now();
        Optional<Failed> before = Optional.ofNullable(failed.get(run.uid()))
                .filter(f -> f.attempt().equals(attempt) && now.isBefore(f.notBefore()));
        if (before.isPresent()) {
            report(run, before.get());
            return;
        }
        try {
            sendFreshly(run, user, mayWrite, attempt);
        } catch (AwsException e) {
            FailurePolicy.Response response = FailurePolicy.respond(e.failure());
            Duration wait = response.delay(run.progress().elapsed(ConditionType.INVITED));
            Failed failure = new Failed(attempt, finding(run, response), now.plus(wait));
            failed.put(run.uid(), failure);
            report(run, failure);
        }
    }

    /** A mail cannot be taken back, so the user is read before: an identity provider may have taken it over since the snapshot. */
    private void sendFreshly(MemberRun run, User user, boolean mayWrite, Attempt attempt) {
        User fresh = run.connection().directory().readUser(user.id()).orElse(user);
        InvitationDecision decision = decide(run, fresh, mayWrite, run.status().invitation());
        if (!(decision instanceof InvitationDecision.Send)) {
            rest(run, decision);
            return;
        }
        try {
            run.connection().invitations().send(attempt.userId());
        } catch (AwsException e) {
            if (!mayHaveBeenSent(e)) {
                throw e;
            }
        }
        remember(run, attempt);
    }

    /** Whoever was sent a mail before is not kept from being served by the failure of another one. */
    private static Finding finding(MemberRun run, FailurePolicy.Response response) {
        Finding failure = response.finding();
        return run.status()
                .invitation()
                .map(InvitationStatus::sentAt)
                .map(at -> Finding.failed(
                        Finding.Kind.NOTICE,
                        failure.reason(),
                        failure.message() + ". The mail before was asked for at " + at,
                        failure.note()))
                .orElse(failure);
    }

    /** Whoever waits for a mail can ask for another one; whoever gets one at every attempt can do nothing. */
    private static boolean mayHaveBeenSent(AwsException thrown) {
        return thrown.failure() instanceof AwsFailure.Transient lost
                && lost.call().errorCode().isEmpty()
                && !Unanswered.by(thrown);
    }

    private void remember(MemberRun run, Attempt attempt) {
        Instant at = run.progress().now().truncatedTo(ChronoUnit.SECONDS);
        InvitationStatus status =
                new InvitationStatus(at.toString(), attempt.request().orElse(null));
        sent.put(run.uid(), new Sent(attempt, status));
        failed.remove(run.uid());
        run.status().invitation(Optional.of(status));
        run.progress().report(ConditionType.INVITED, InvitationPlanner.sent(at));
    }

    private static void report(MemberRun run, Failed failure) {
        run.progress().report(ConditionType.INVITED, failure.finding());
        run.progress().lookAgainWithin(Duration.between(run.progress().now(), failure.notBefore()));
    }

    private static Optional<String> request(MemberRun run) {
        return Optional.ofNullable(run.member().getMetadata().getAnnotations())
                .map((Map<String, String> annotations) -> annotations.get(Annotations.RESEND_INVITATION))
                .filter(token -> !token.isBlank());
    }

    private record Attempt(String userId, Optional<String> request) {}

    private record Sent(Attempt attempt, InvitationStatus status) {}

    private record Failed(Attempt attempt, Finding finding, Instant notBefore) {}
}
