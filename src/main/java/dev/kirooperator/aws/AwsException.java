package dev.kirooperator.aws;

import org.jspecify.annotations.Nullable;

/** Carries an {@link AwsFailure} out of a port. */
public final class AwsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient AwsFailure failure;

    public AwsException(AwsFailure failure, @Nullable Throwable cause) {
        super(failure.call().describe(), cause);
        this.failure = failure;
    }

    public AwsException(AwsFailure failure) {
        this(failure, null);
    }

    public AwsFailure failure() {
        return failure;
    }

    /** Whether what was not found is the Identity Center instance, or its identity store. */
    public boolean isNoInstance() {
        return failure instanceof AwsFailure.NotFound missing && missing.subject() == AwsFailure.Subject.INSTANCE;
    }
}
