package dev.kirooperator.sandbox.aws.service;

/**
 * How a service words its errors.
 *
 * @param query true for the query protocol (form in, XML out), false for JSON
 * @param messageMember the member of an error that holds its text
 * @param errorPrefix what stands before the error code in {@code __type}
 * @param throttled the code of a call over the quota
 * @param retryAfter whether a throttled call's error says RetryAfterSeconds
 * @param requestId whether errors carry the RequestId member
 * @param internal the code of a failure inside AWS
 */
public record Dialect(
        boolean query,
        String messageMember,
        String errorPrefix,
        String throttled,
        boolean retryAfter,
        boolean requestId,
        String internal) {
    static final Dialect IDENTITY_STORE =
            new Dialect(false, "Message", "", "ThrottlingException", true, true, "InternalServerException");
    static final Dialect SSO_ADMIN =
            new Dialect(false, "Message", "", "ThrottlingException", false, false, "InternalServerException");
    static final Dialect SERVICE_QUOTAS =
            new Dialect(false, "Message", "", "TooManyRequestsException", false, false, "ServiceException");
    static final Dialect KIRO = new Dialect(
            false,
            "message",
            "com.amazon.kiro.controlplane#",
            "ThrottlingException",
            false,
            false,
            "InternalServerException");
    static final Dialect STS = new Dialect(true, "Message", "", "Throttling", false, false, "InternalFailure");
}
