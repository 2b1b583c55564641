package dev.kirooperator.aws;

import java.time.Duration;
import java.util.Optional;

/** Everything that can go wrong in a call to AWS, told apart by what has to follow. */
public sealed interface AwsFailure {

    AwsCall call();

    /** AWS asked to slow down; nothing was done. */
    record Throttled(AwsCall call, Optional<Duration> retryAfter) implements AwsFailure {}

    /** The credentials lack a permission, or there are none. */
    record Denied(AwsCall call) implements AwsFailure {}

    /** AWS does not let this account have (new) Kiro seats; only a support case helps. */
    record AccountBlocked(AwsCall call) implements AwsFailure {}

    /** The thing exists already or is in a state that forbids the change: read it again before anything else. */
    record Conflict(AwsCall call) implements AwsFailure {}

    /** The thing the call names is not there. */
    record NotFound(AwsCall call, Subject subject) implements AwsFailure {}

    /** AWS refuses the request as it is; the same request will be refused again. */
    record Invalid(AwsCall call) implements AwsFailure {}

    /** No answer, or an answer that AWS is broken (5xx). A write may or may not have been done. */
    record Transient(AwsCall call) implements AwsFailure {}

    /** What was not found. */
    enum Subject {
        INSTANCE,
        PROFILE,
        USER,
        GROUP,
        MEMBERSHIP,
        OTHER
    }
}
