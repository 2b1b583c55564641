package dev.kirooperator.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** The one place where a call to AWS is made, so that its failure is always an {@link AwsFailure}. */
public final class AwsCalls {

    private AwsCalls() {}

    /**
     * Makes a call.
     *
     * @param operation AWS's name of the operation, for example {@code CreateGroup}
     * @throws AwsException when the call failed, whatever the reason
     */
    public static <T> T call(String operation, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw new AwsException(FailureClassifier.classify(operation, e), e);
        }
    }

    /**
     * Makes a call whose answer says nothing.
     *
     * @param operation AWS's name of the operation, for example {@code DeleteGroup}
     * @throws AwsException when the call failed, whatever the reason
     */
    public static void run(String operation, Runnable request) {
        try {
            request.run();
        } catch (SdkException e) {
            throw new AwsException(FailureClassifier.classify(operation, e), e);
        }
    }
}
