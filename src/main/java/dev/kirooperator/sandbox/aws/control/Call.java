package dev.kirooperator.sandbox.aws.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * One call that the stand-in got. Texts are empty where there is nothing to say.
 *
 * @param number counts from 1, in the order in which the calls were answered
 * @param time when it came, on the stand-in's clock
 * @param service such as {@code identitystore}, {@code sso-admin}, {@code kiro-management}
 * @param operation such as {@code CreateUser}
 * @param accessKeyId the key it was signed with
 * @param principal the ARN behind that key
 * @param region the Region it was signed for
 * @param request its members
 * @param status the HTTP status of the answer, 0 when it was left without one
 * @param errorType the error code of the answer
 * @param fault the kind of the fault that was injected into it
 * @param latency the time from request to answer, in real time, without what a fault held it
 * @param requestId the {@code x-amzn-RequestId} of the answer
 */
public record Call(
        long number,
        Instant time,
        String service,
        String operation,
        String accessKeyId,
        String principal,
        String region,
        JsonNode request,
        int status,
        String errorType,
        String fault,
        Duration latency,
        String requestId) {
    /** Whether the operation makes, changes or removes something. */
    public boolean isWrite() {
        return !operation.startsWith("List")
                && !operation.startsWith("Get")
                && !operation.startsWith("Describe")
                && !operation.startsWith("IsMember")
                && !operation.startsWith("AssumeRole");
    }

    Call numbered(long newNumber) {
        return new Call(
                newNumber,
                time,
                service,
                operation,
                accessKeyId,
                principal,
                region,
                request,
                status,
                errorType,
                fault,
                latency,
                requestId);
    }
}
