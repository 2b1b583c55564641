package dev.kirooperator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.aws.AwsCall;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.AwsFailure.Cause;
import dev.kirooperator.aws.AwsFailure.Subject;
import dev.kirooperator.status.Finding;
import dev.kirooperator.status.Finding.Kind;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailurePolicyTest {

    private static final AwsCall CALL = new AwsCall(
            "CreateUser", Optional.of("SomeException"), "ada@example.com is taken", Optional.of("9f0c-request"));

    private static AwsFailure.Throttled throttled(Duration retryAfter) {
        return new AwsFailure.Throttled(CALL, Optional.of(retryAfter));
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new AwsFailure.Throttled(CALL, Optional.empty()), Kind.PROGRESSING, Reason.THROTTLED, 1, 60),
                Arguments.of(new AwsFailure.Denied(CALL), Kind.STALLED, Reason.ACCESS_DENIED, 10, 600),
                Arguments.of(new AwsFailure.AccountBlocked(CALL), Kind.STALLED, Reason.ACCOUNT_BLOCKED, 30, 900),
                Arguments.of(new AwsFailure.Conflict(CALL), Kind.STALLED, Reason.CONFLICT, 5, 300),
                Arguments.of(notFound(Subject.INSTANCE), Kind.STALLED, Reason.INSTANCE_NOT_FOUND, 10, 300),
                Arguments.of(notFound(Subject.PROFILE), Kind.STALLED, Reason.PROFILE_NOT_FOUND, 10, 300),
                Arguments.of(notFound(Subject.USER), Kind.PROGRESSING, Reason.NOT_FOUND, 2, 120),
                Arguments.of(notFound(Subject.GROUP), Kind.PROGRESSING, Reason.NOT_FOUND, 2, 120),
                Arguments.of(notFound(Subject.MEMBERSHIP), Kind.PROGRESSING, Reason.NOT_FOUND, 2, 120),
                Arguments.of(notFound(Subject.OTHER), Kind.PROGRESSING, Reason.NOT_FOUND, 2, 120),
                Arguments.of(diagnosed(Cause.WRONG_REGION), Kind.STALLED, Reason.WRONG_REGION, 10, 300),
                Arguments.of(
                        diagnosed(Cause.INSTANCE_IN_ANOTHER_ACCOUNT),
                        Kind.STALLED,
                        Reason.INSTANCE_IN_ANOTHER_ACCOUNT,
                        10,
                        300),
                Arguments.of(diagnosed(Cause.MEMBER_ACCOUNT), Kind.STALLED, Reason.MEMBER_ACCOUNT, 10, 300),
                Arguments.of(diagnosed(Cause.PROFILE_NOT_FOUND), Kind.STALLED, Reason.PROFILE_NOT_FOUND, 10, 300),
                Arguments.of(diagnosed(Cause.PROFILE_NOT_ACTIVE), Kind.STALLED, Reason.PROFILE_NOT_ACTIVE, 10, 300),
                Arguments.of(diagnosed(Cause.BEING_MADE), Kind.PROGRESSING, Reason.PROGRESSING, 2, 30),
                Arguments.of(new AwsFailure.Invalid(CALL), Kind.STALLED, Reason.AWS_REJECTED, 30, 600),
                Arguments.of(new AwsFailure.Transient(CALL), Kind.PROGRESSING, Reason.AWS_UNAVAILABLE, 2, 120));
    }

    @Test
    void theOperatorsOwnWordsAboutAMissingInstanceAreSaidOnceAndTheEventHasTheAdvice() {
        AwsCall search = new AwsCall("ListInstances", Optional.empty(), "found none: enable it", Optional.empty());
        Finding finding = FailurePolicy.respond(new AwsFailure.NotFound(search, Subject.INSTANCE))
                .finding();

        assertThat(finding.message()).isEqualTo("ListInstances failed: found none: enable it");
        assertThat(finding.note()).contains("Enable IAM Identity Center");
    }

    private static AwsFailure diagnosed(Cause cause) {
        return new AwsFailure.Diagnosed(CALL, cause, "It is elsewhere");
    }

    @ParameterizedTest
    @EnumSource
    void whatWasFoundOutFollowsWhatAwsSaid(Cause cause) {
        assertThat(FailurePolicy.respond(diagnosed(cause)).finding().message())
                .matches("CreateUser failed with SomeException: .*9f0c-request.*It is elsewhere");
    }

    @Test
    void whatIsBeingMadeHasNotFailed() {
        AwsCall asked = new AwsCall("CreateInstance", Optional.empty(), "it was asked for", Optional.empty());
        AwsFailure failure = new AwsFailure.Diagnosed(asked, Cause.BEING_MADE, "Wait");

        assertThat(FailurePolicy.respond(failure).finding())
                .isEqualTo(Finding.progressing(Reason.PROGRESSING, "it was asked for. Wait"));
    }

    private static AwsFailure notFound(Subject subject) {
        return new AwsFailure.NotFound(CALL, subject);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyKindOfFailureHasItsConditionAndItsRetry(
            AwsFailure failure, Kind kind, Reason reason, int shortest, int longest) {
        FailurePolicy.Response response = FailurePolicy.respond(failure);

        assertThat(response.finding().kind()).isEqualTo(kind);
        assertThat(response.finding().reason()).isEqualTo(reason);
        assertThat(response.finding().warning()).isTrue();
        assertThat(response.delay(Duration.ZERO)).isEqualTo(Duration.ofSeconds(shortest));
        assertThat(response.delay(Duration.ofDays(1))).isEqualTo(Duration.ofSeconds(longest));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theMessageQuotesAwsAndTheNoteDoesNot(AwsFailure failure, Kind kind, Reason reason, int shortest, int longest) {
        FailurePolicy.Response response = FailurePolicy.respond(failure);

        assertThat(response.finding().message())
                .contains("CreateUser", "SomeException", "ada@example.com is taken", "9f0c-request");
        assertThat(response.finding().note())
                .contains("CreateUser", "SomeException", "9f0c-request")
                .doesNotContain("ada")
                .doesNotContain("taken");
    }

    @Test
    void aFailureWithoutAnAnswerSaysSo() {
        AwsCall silent = new AwsCall("ListUsers", Optional.empty(), "connection reset", Optional.empty());

        assertThat(FailurePolicy.respond(new AwsFailure.Transient(silent))
                        .finding()
                        .note())
                .startsWith("ListUsers failed without an answer. ");
    }

    @Test
    void theHintOfAwsIsTheLeastWait() {
        FailurePolicy.Response response = FailurePolicy.respond(throttled(Duration.ofSeconds(90)));

        assertThat(response.delay(Duration.ZERO)).isEqualTo(Duration.ofSeconds(90));
        assertThat(FailurePolicy.respond(throttled(Duration.ofSeconds(3))).delay(Duration.ofSeconds(20)))
                .isEqualTo(Duration.ofSeconds(20));
    }

    @ForManySeeds
    void theWaitIsAlwaysPositiveAndNeverShrinksWhileTheFailureLasts(long seed) {
        Gen gen = new Gen(seed);
        AwsFailure failure = gen.pick(List.of(
                throttled(gen.upTo(Duration.ofMinutes(2))),
                new AwsFailure.Denied(CALL),
                new AwsFailure.AccountBlocked(CALL),
                new AwsFailure.Conflict(CALL),
                notFound(gen.pick(Subject.class)),
                diagnosed(gen.pick(Cause.class)),
                new AwsFailure.Invalid(CALL),
                new AwsFailure.Transient(CALL)));
        Duration elapsed = gen.upTo(Duration.ofHours(1));
        FailurePolicy.Response response = FailurePolicy.respond(failure);

        assertThat(response.delay(elapsed)).isPositive();
        assertThat(response.delay(elapsed.plusSeconds(gen.below(600)))).isGreaterThanOrEqualTo(response.delay(elapsed));
    }
}
