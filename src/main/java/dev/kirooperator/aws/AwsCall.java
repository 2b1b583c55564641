package dev.kirooperator.aws;

import java.util.Optional;

/**
 * The call that failed, as far as a person needs it to find it again at AWS.
 *
 * @param operation AWS's name of the operation, for example {@code CreateGroupMembership}
 * @param errorCode AWS's error code, for example {@code ConflictException}; empty when no answer came
 * @param message what AWS said, or what the client saw instead of an answer
 * @param requestId AWS's request id, to quote in a support case
 */
public record AwsCall(String operation, Optional<String> errorCode, String message, Optional<String> requestId) {

    /** One line for a condition: the operation, the code, AWS's words and the request id. */
    public String describe() {
        return operation + " failed" + errorCode.map(code -> " with " + code).orElse("") + ": " + message
                + requestId.map(id -> " (AWS request id " + id + ")").orElse("");
    }
}
