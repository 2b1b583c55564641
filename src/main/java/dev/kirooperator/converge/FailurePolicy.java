package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.aws.AwsCall;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.AwsOperation;
import dev.kirooperator.aws.IamAction;
import dev.kirooperator.status.Finding;
import dev.kirooperator.status.Finding.Kind;
import java.time.Duration;

/** What follows from a failure of AWS: the condition, and when to try again. The one switch over {@link AwsFailure}. */
public final class FailurePolicy {

    private FailurePolicy() {}

    /**
     * What to say and how long to wait.
     *
     * @param retryAfter the least time to the next try
     * @param backoff the wait by how long this has been going on
     */
    public record Response(Finding finding, Duration retryAfter, Backoff backoff) {

        /** The wait after {@code elapsed} of failing. */
        public Duration delay(Duration elapsed) {
            Duration wait = backoff.after(elapsed);
            return wait.compareTo(retryAfter) < 0 ? retryAfter : wait;
        }
    }

    public static Response respond(AwsFailure failure) {
        AwsCall call = failure.call();
        if (failure instanceof AwsFailure.ReadOnly) {
            return new Response(
                    Finding.idle(
                            Reason.OBSERVE_ONLY,
                            "To do: " + call.operation()
                                    + "; the operator only observes (kiro.mode: Observe) and writes nothing to AWS"),
                    Duration.ZERO,
                    Backoff.seconds(60, 3600));
        }
        if (failure instanceof AwsFailure.Throttled throttled) {
            return new Response(
                    finding(Kind.PROGRESSING, Reason.THROTTLED, call, "The operator slows down and goes on by itself"),
                    throttled.retryAfter().orElse(Duration.ZERO),
                    Backoff.seconds(1, 60));
        }
        if (failure instanceof AwsFailure.Denied) {
            return stalled(
                    Reason.ACCESS_DENIED,
                    call,
                    "Check the operator's credentials, and that its role has " + permission(call)
                            + " (docs/iam/README.md)",
                    Backoff.seconds(10, 600));
        }
        if (failure instanceof AwsFailure.AccountBlocked) {
            return stalled(
                    Reason.ACCOUNT_BLOCKED,
                    call,
                    "AWS does not let this account have new Kiro seats. Open a support case at "
                            + "https://support.aws.amazon.com/#/contacts/kiro with the account id and this request id; if the "
                            + "role may lack a permission instead, compare it with docs/iam/README.md",
                    Backoff.seconds(30, 900));
        }
        if (failure instanceof AwsFailure.Conflict) {
            return stalled(
                    Reason.CONFLICT,
                    call,
                    "Something at AWS is in the way and was not resolved by reading it again; look at it in the AWS console",
                    Backoff.seconds(5, 300));
        }
        if (failure instanceof AwsFailure.NotFound notFound) {
            return notFound(notFound);
        }
        if (failure instanceof AwsFailure.Diagnosed diagnosed) {
            return diagnosed(diagnosed);
        }
        if (failure instanceof AwsFailure.Invalid) {
            return stalled(
                    Reason.AWS_REJECTED,
                    call,
                    "AWS does not take this request; correct what it names, in the manifest, the connection or the account",
                    Backoff.seconds(30, 600));
        }
        return new Response(
                finding(Kind.PROGRESSING, Reason.AWS_UNAVAILABLE, call, "The operator tries again by itself"),
                Duration.ZERO,
                Backoff.seconds(2, 120));
    }

    private static String permission(AwsCall call) {
        return AwsOperation.named(call.operation())
                .flatMap(operation -> operation.actions().stream().findFirst())
                .map(IamAction::name)
                .orElse("this permission");
    }

    private static Response notFound(AwsFailure.NotFound failure) {
        return switch (failure.subject()) {
            case INSTANCE ->
                instanceNotFound(
                        failure.call(),
                        "Enable IAM Identity Center in the connection's Region, or name its instance-arn and identity-store-id",
                        Backoff.seconds(10, 300));
            case PROFILE ->
                stalled(
                        Reason.PROFILE_NOT_FOUND,
                        failure.call(),
                        "Enable Kiro for this account in the connection's kiro.region (Kiro console, Settings)",
                        Backoff.seconds(10, 300));
            case USER, GROUP, MEMBERSHIP, OTHER ->
                new Response(
                        finding(
                                Kind.PROGRESSING,
                                Reason.NOT_FOUND,
                                failure.call(),
                                "It vanished at AWS in the meantime; the operator reads again and goes on"),
                        Duration.ZERO,
                        Backoff.seconds(2, 120));
        };
    }

    /** A call that AWS did not refuse is the operator's own search, whose words name the setting already. */
    private static Response instanceNotFound(AwsCall call, String advice, Backoff backoff) {
        Finding told = finding(Kind.STALLED, Reason.INSTANCE_NOT_FOUND, call, advice);
        return new Response(
                call.errorCode().isPresent()
                        ? told
                        : Finding.failed(told.kind(), told.reason(), call.describe(), told.note()),
                Duration.ZERO,
                backoff);
    }

    private static Response diagnosed(AwsFailure.Diagnosed failure) {
        return switch (failure.cause()) {
            case WRONG_REGION -> misplaced(Reason.WRONG_REGION, failure);
            case INSTANCE_IN_ANOTHER_ACCOUNT -> misplaced(Reason.INSTANCE_IN_ANOTHER_ACCOUNT, failure);
            case MEMBER_ACCOUNT -> misplaced(Reason.MEMBER_ACCOUNT, failure);
            case PROFILE_NOT_FOUND -> misplaced(Reason.PROFILE_NOT_FOUND, failure);
            case PROFILE_NOT_ACTIVE -> misplaced(Reason.PROFILE_NOT_ACTIVE, failure);
            case BEING_MADE -> {
                AwsCall call = failure.call();
                boolean refused = call.errorCode().isPresent();
                Finding finding = refused
                        ? finding(Kind.PROGRESSING, Reason.PROGRESSING, call, failure.advice())
                        : Finding.progressing(Reason.PROGRESSING, call.message() + ". " + failure.advice());
                yield new Response(finding, Duration.ZERO, Backoff.seconds(2, 30));
            }
        };
    }

    private static Response misplaced(Reason reason, AwsFailure.Diagnosed failure) {
        return stalled(reason, failure.call(), failure.advice(), Backoff.seconds(10, 300));
    }

    private static Response stalled(Reason reason, AwsCall call, String advice, Backoff backoff) {
        return new Response(finding(Kind.STALLED, reason, call, advice), Duration.ZERO, backoff);
    }

    private static Finding finding(Kind kind, Reason reason, AwsCall call, String advice) {
        String code = call.errorCode().map(c -> " with " + c).orElse(" without an answer");
        String id = call.requestId().map(r -> " (AWS request id " + r + ")").orElse("");
        return Finding.failed(
                kind,
                reason,
                call.describe() + ". " + advice,
                call.operation() + " failed" + code + id + ". " + advice);
    }
}
