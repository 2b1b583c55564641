package dev.kirooperator.member;

import static dev.kirooperator.testing.TestingIdentities.fedUser;
import static dev.kirooperator.testing.TestingIdentities.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Invitation;
import dev.kirooperator.api.v1alpha1.InvitationStatus;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.ManagedBy;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.Freshness;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.status.Conditions;
import dev.kirooperator.testing.TestingConnection;
import dev.kirooperator.testing.TestingMember;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The mail of a user that the operator created, looked at over and over. */
class InvitationPhaseTest {

    private static final Duration REGULAR = Duration.ofMinutes(10);
    private static final InvitationStatus AT_NOON = new InvitationStatus("2026-11-25T12:00:00Z", null);

    private final TestingConnection aws = TestingConnection.empty();
    private final TestingMember manifest =
            TestingMember.of("dev", "ada").invitation(Invitation.EMAIL).recordedUser("u-ada", "default");
    private InvitationPhase phase = new InvitationPhase(new InvitationPlanner());
    private Optional<KiroMemberStatus> status =
            Optional.ofNullable(manifest.build().getStatus());
    private Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private Duration next = REGULAR;
    private boolean statusIsWritten = true;

    private List<String> look() {
        KiroMember member = manifest.build();
        member.setStatus(status.orElseThrow());
        Progress progress = new Progress(status.orElseThrow().conditions(), 1L, now, REGULAR);
        MemberStatusBuilder builder = new MemberStatusBuilder(member);
        MemberRun run = new MemberRun(
                member,
                manifest.goal(),
                List.of(),
                List.of(),
                aws,
                new Freshness.Usual(Duration.ofMinutes(8)),
                progress,
                builder);
        phase.run(run, user("u-ada", "ada@example.com"), true);
        if (statusIsWritten) {
            status = Optional.of(builder.build(progress));
        }
        next = progress.next();
        return aws.calls().takeWrites();
    }

    private List<String> lookAfter(Duration wait) {
        now = now.plus(wait);
        return look();
    }

    private void restart() {
        phase = new InvitationPhase(new InvitationPlanner());
    }

    private Optional<InvitationStatus> invitation() {
        return status.map(KiroMemberStatus::invitation);
    }

    private String ready() {
        return status.flatMap(s -> Conditions.find(s.conditions(), ConditionType.READY))
                .map(Condition::status)
                .orElse("none");
    }

    private String reason() {
        return status.flatMap(s -> Conditions.find(s.conditions(), ConditionType.INVITED))
                .map(Condition::reason)
                .orElse("none");
    }

    @Test
    void theMailIsSentOnceAndARestartSendsNone() {
        assertThat(look()).containsExactly("mail u-ada");
        assertThat(invitation()).contains(AT_NOON);

        restart();
        assertThat(lookAfter(REGULAR)).isEmpty();
        assertThat(invitation()).contains(AT_NOON);
        assertThat(reason()).isEqualTo("InvitationSent");
    }

    @Test
    void eachTokenSendsOneMail() {
        look();
        manifest.annotated(Annotations.RESEND_INVITATION, "please");

        assertThat(lookAfter(REGULAR)).containsExactly("mail u-ada");
        assertThat(invitation()).contains(new InvitationStatus("2026-11-25T12:10:00Z", "please"));
        assertThat(lookAfter(REGULAR)).isEmpty();
    }

    @Test
    void anEmptyTokenAsksForNothing() {
        look();
        manifest.annotated(Annotations.RESEND_INVITATION, " ");

        assertThat(lookAfter(REGULAR)).isEmpty();
    }

    @Test
    void aStatusThatCannotBeWrittenSendsNoSecondMailAndACrashSendsOne() {
        statusIsWritten = false;
        assertThat(look()).containsExactly("mail u-ada");
        assertThat(lookAfter(REGULAR)).isEmpty();

        restart();
        assertThat(lookAfter(REGULAR)).containsExactly("mail u-ada");
        assertThat(lookAfter(REGULAR)).isEmpty();
    }

    @Test
    void aRefusedMailIsTriedAgainWhenItsTimeHasComeAndNotAtEveryLook() {
        aws.calls().deny("mail");
        assertThat(look()).isEmpty();
        assertThat(reason()).isEqualTo("AccessDenied");
        assertThat(next).isEqualTo(Duration.ofSeconds(10));

        aws.calls().heal();
        assertThat(lookAfter(Duration.ofSeconds(2))).isEmpty();
        assertThat(reason()).isEqualTo("AccessDenied");
        assertThat(next).isEqualTo(Duration.ofSeconds(8));
        assertThat(lookAfter(Duration.ofSeconds(8))).containsExactly("mail u-ada");
        assertThat(reason()).isEqualTo("InvitationSent");
    }

    @Test
    void aUserWhomAProviderTookOverSinceTheSnapshotIsSentNothing() {
        look();
        aws.directory().put(fedUser("u-ada", "ada@example.com"));
        manifest.annotated(Annotations.RESEND_INVITATION, "again");

        assertThat(lookAfter(Duration.ofSeconds(1))).isEmpty();
        assertThat(reason()).isEqualTo("ManagedByIdentityProvider");
        assertThat(invitation()).contains(AT_NOON);
    }

    @Test
    void aUserThatCannotBeReadIsSentNothingYet() {
        aws.calls().loseAnswer("read user");
        assertThat(look()).isEmpty();
        assertThat(invitation()).isEmpty();

        aws.calls().heal();
        assertThat(lookAfter(REGULAR)).containsExactly("mail u-ada");
    }

    @Test
    void theFirstMailIsWaitedForAndTheFailureOfAnotherOneTakesReadyFromNobody() {
        aws.calls().deny("mail");
        look();
        assertThat(ready()).isEqualTo("False");

        aws.calls().heal();
        lookAfter(REGULAR);
        assertThat(ready()).isEqualTo("True");

        manifest.annotated(Annotations.RESEND_INVITATION, "again");
        aws.calls().deny("mail");
        lookAfter(REGULAR);
        assertThat(reason()).isEqualTo("AccessDenied");
        assertThat(ready()).isEqualTo("True");
    }

    @Test
    void whoAsksAgainNeedNotWaitForTheNextTry() {
        aws.calls().deny("mail");
        look();
        aws.calls().heal();
        manifest.annotated(Annotations.RESEND_INVITATION, "now");

        assertThat(lookAfter(Duration.ofSeconds(1))).containsExactly("mail u-ada");
    }

    @Test
    void aMailWhoseAnswerIsLostMayHaveBeenSentAndIsNotRepeated() {
        aws.calls().loseAnswer("mail");
        assertThat(look()).isEmpty();

        aws.calls().heal();
        assertThat(lookAfter(REGULAR)).isEmpty();
        assertThat(invitation()).contains(AT_NOON);
    }

    @Test
    void aUserThatTakesTheFormersPlaceGetsAMailOfItsOwn() {
        look();
        UserStatus former = new UserStatus("u-old", Origin.CREATED, ManagedBy.OPERATOR, "default", null);
        status = Optional.of(new KiroMemberStatus(1L, former, null, null, null, AT_NOON, null, null, null));
        restart();

        assertThat(lookAfter(REGULAR)).containsExactly("mail u-ada");
    }
}
