package dev.kirooperator.aws;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Notices, in whatever call, that the Identity Center instance is not there any more. */
final class InstanceWatch implements ExecutionInterceptor {

    private final Runnable whenGone;

    InstanceWatch(Runnable whenGone) {
        this.whenGone = whenGone;
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        if (context.exception() instanceof SdkException e
                && FailureClassifier.classify(operation, e) instanceof AwsFailure.NotFound missing
                && missing.subject() == AwsFailure.Subject.INSTANCE) {
            whenGone.run();
        }
    }
}
