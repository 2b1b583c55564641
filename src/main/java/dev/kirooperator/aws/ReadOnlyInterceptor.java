package dev.kirooperator.aws;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Lets no write out, whoever asks for it; an operation that is not known to read counts as one. */
final class ReadOnlyInterceptor implements ExecutionInterceptor {

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        if (AwsOperation.named(operation).filter(known -> !known.isWrite()).isEmpty()) {
            throw new ReadOnlyException(operation);
        }
    }

    /** A write that was not sent. */
    static final class ReadOnlyException extends SdkClientException {

        private static final long serialVersionUID = 1L;

        ReadOnlyException(String operation) {
            super(SdkClientException.builder().message(operation + " was not sent: kiro.mode is Observe"));
        }
    }
}
