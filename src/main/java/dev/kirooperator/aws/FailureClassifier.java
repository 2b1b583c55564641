package dev.kirooperator.aws;

import dev.kirooperator.aws.AwsFailure.AccountBlocked;
import dev.kirooperator.aws.AwsFailure.Conflict;
import dev.kirooperator.aws.AwsFailure.Denied;
import dev.kirooperator.aws.AwsFailure.Invalid;
import dev.kirooperator.aws.AwsFailure.NotFound;
import dev.kirooperator.aws.AwsFailure.Throttled;
import dev.kirooperator.aws.AwsFailure.Transient;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Turns what the SDK throws into an {@link AwsFailure}.
 *
 * <p>The error code decides. The HTTP status counts only where there is no code, or one that is not known here: Kiro answers 400 to
 * almost everything, a missing permission included.
 */
final class FailureClassifier {

    private static final Set<String> DENIED = Set.of(
            "AccessDeniedException",
            "AccessDenied",
            "ForbiddenException",
            "UnauthorizedException",
            "NotAuthorized",
            "NotAuthorizedException",
            "AuthFailure",
            "OptInRequired",
            "SubscriptionRequiredException");

    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "ExpiredTokenException",
            "ExpiredToken",
            "TokenRefreshRequired",
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidAccessKeyId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "RequestExpired");

    private static final Set<String> BROKEN = Set.of(
            "InternalServerException",
            "InternalServerError",
            "InternalServerErrorException",
            "InternalServiceException",
            "InternalFailure",
            "InternalError",
            "ServiceUnavailable",
            "ServiceUnavailableException",
            "RequestTimeout",
            "RequestTimeoutException",
            "DependencyTimeoutException");

    private static final Set<String> REFUSED = Set.of(
            "ValidationException", "SerializationException", "UnknownOperationException", "InvalidParameterValue");

    /** What Kiro says to an account that may not have new seats, in lower case. */
    private static final List<String> BLOCKED_ACCOUNT = List.of(
            "your account is not authorized to make this call",
            "your account is not currently eligible to create new subscriptions");

    private FailureClassifier() {}

    static AwsFailure classify(String operation, SdkException thrown) {
        if (thrown instanceof CredentialsException) {
            return new Denied(call(operation, Optional.empty(), reason(thrown), Optional.empty()));
        }
        if (thrown instanceof PausedException paused) {
            return new Throttled(
                    call(operation, Optional.empty(), reason(thrown), Optional.empty()), Optional.of(paused.rest()));
        }
        if (thrown instanceof ReadOnlyInterceptor.ReadOnlyException) {
            return new AwsFailure.ReadOnly(call(operation, Optional.empty(), reason(thrown), Optional.empty()));
        }
        if (!(thrown instanceof AwsServiceException error)) {
            return new Transient(call(operation, Optional.empty(), "no answer: " + reason(thrown), Optional.empty()));
        }
        Optional<String> code = code(error);
        AwsCall call = call(operation, code, message(error), Optional.ofNullable(error.requestId()));
        if (isBlockedAccount(call)) {
            return new AccountBlocked(call);
        }
        if (Retries.isThrottle(error)) {
            return new Throttled(call, RetryAfter.of(error));
        }
        return code.flatMap(known -> byCode(call, known, error)).orElseGet(() -> byStatus(call, error.statusCode()));
    }

    private static Optional<AwsFailure> byCode(AwsCall call, String code, AwsServiceException error) {
        if (code.equals("ConflictException")) {
            return Optional.of(new Conflict(call));
        }
        if (code.equals("ResourceNotFoundException")) {
            return Optional.of(new NotFound(call, Subjects.of(call.operation(), error)));
        }
        if (DENIED.contains(code)) {
            return Optional.of(new Denied(call));
        }
        if (BAD_CREDENTIALS.contains(code)) {
            return Optional.of(new Denied(withMessage(
                    call,
                    call.message()
                            + " (the operator's AWS credentials are expired or not valid: renew them, and check that"
                            + " the clocks agree)")));
        }
        if (BROKEN.contains(code)) {
            return Optional.of(new Transient(call));
        }
        if (code.equals("ServiceQuotaExceededException")) {
            return Optional.of(new Invalid(withMessage(
                    call,
                    call.message()
                            + " (a quota of the AWS account is used up: ask for more in Service Quotas, or remove what is"
                            + " not needed)")));
        }
        return REFUSED.contains(code) ? Optional.of(new Invalid(call)) : Optional.empty();
    }

    private static AwsFailure byStatus(AwsCall call, int status) {
        if (status >= 500) {
            return new Transient(call);
        }
        return status == 401 || status == 403 ? new Denied(call) : new Invalid(call);
    }

    /** Only new seats are blocked; of another write the same words tell of a missing permission or a seat that is not in use yet. */
    private static boolean isBlockedAccount(AwsCall call) {
        if (!call.operation().equals("CreateAssignment")) {
            return false;
        }
        String message = call.message().toLowerCase(Locale.ROOT);
        String code = call.errorCode().orElse("");
        return code.equals("UnknownError")
                || (code.equals("AccessDeniedException")
                        && BLOCKED_ACCOUNT.stream().anyMatch(message::contains));
    }

    private static Optional<String> code(AwsServiceException error) {
        AwsErrorDetails details = error.awsErrorDetails();
        if (details == null
                || details.errorCode() == null
                || details.errorCode().isBlank()) {
            return Optional.empty();
        }
        String code = details.errorCode();
        return Optional.of(code.substring(code.lastIndexOf('#') + 1));
    }

    private static String message(AwsServiceException error) {
        AwsErrorDetails details = error.awsErrorDetails();
        if (details == null
                || details.errorMessage() == null
                || details.errorMessage().isBlank()) {
            return "HTTP status " + error.statusCode() + " without a message";
        }
        return details.errorMessage();
    }

    /** The exception's words and, where it adds something, those of what caused it. */
    private static String reason(SdkException thrown) {
        String message = Optional.ofNullable(thrown.getMessage())
                .orElse(thrown.getClass().getSimpleName());
        Throwable cause = thrown.getCause();
        if (cause == null || cause.getMessage() == null || message.contains(cause.getMessage())) {
            return message;
        }
        return message + " (" + cause.getMessage() + ")";
    }

    private static AwsCall call(String operation, Optional<String> code, String message, Optional<String> requestId) {
        return new AwsCall(operation, code, message, requestId);
    }

    private static AwsCall withMessage(AwsCall call, String message) {
        return new AwsCall(call.operation(), call.errorCode(), message, call.requestId());
    }
}
