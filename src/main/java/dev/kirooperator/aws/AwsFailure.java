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
    record NotFound(AwsCall call, Subject subject) implements AwsFailure {

        /** Whether the Identity Center instance or the Kiro profile is missing, and not what the call names in it. */
        public boolean isAboutTheSetting() {
            return subject == Subject.INSTANCE || subject == Subject.PROFILE;
        }
    }

    /** AWS refuses the request as it is; the same request will be refused again. */
    record Invalid(AwsCall call) implements AwsFailure {}

    /** A write that was not sent, since this operator only observes. */
    record ReadOnly(AwsCall call) implements AwsFailure {}

    /** No answer, or an answer that AWS is broken (5xx). A write may or may not have been done. */
    record Transient(AwsCall call) implements AwsFailure {}

    /**
     * A failure whose cause was looked for and found, or that only needs time.
     *
     * @param call the call that failed, as AWS answered it
     * @param advice what was found and what to do; holds no personal data
     */
    record Diagnosed(AwsCall call, Cause cause, String advice) implements AwsFailure {}

    /** What was found to be behind a failure. */
    enum Cause {
        /** What the connection needs is in another Region than it looks in. */
        WRONG_REGION,
        /** The instance that the configuration names is not the account's own. */
        INSTANCE_IN_ANOTHER_ACCOUNT,
        /** The account is a member of the organization whose instance it sees, and may not write to it. */
        MEMBER_ACCOUNT,
        /** There is a Kiro profile, but not one for this connection's instance. */
        PROFILE_NOT_FOUND,
        /** The Kiro profile could not be made, or is on its way out. */
        PROFILE_NOT_ACTIVE,
        /** The instance or the profile is being made. */
        BEING_MADE
    }

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
