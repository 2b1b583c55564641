package dev.kirooperator.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Holds every attempt of a call back until the {@link Pacer} lets it through.
 *
 * <p>The first attempt waits before the SDK starts the call's clock: a long queue must not look like a timeout.
 */
final class PacingInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<Boolean> ATTEMPTED = new ExecutionAttribute<>("kiro-operator.attempted");

    private final Pacer pacer;
    private final Audit audit;

    PacingInterceptor(Pacer pacer, Audit audit) {
        this.pacer = pacer;
        this.audit = audit;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        Urgency urgency = audit.asker().map(Asker::urgency).orElse(Urgency.USUAL);
        waiting(() -> pacer.await(operation(attributes), urgency));
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (attributes.getAttribute(ATTEMPTED) == null) {
            attributes.putAttribute(ATTEMPTED, true);
            return;
        }
        waiting(() -> pacer.await(operation(attributes), Urgency.RETRY));
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (!context.httpResponse().isSuccessful()) {
            RetryAfter.header(context.httpResponse()).ifPresent(hint -> pacer.throttled(operation(attributes), hint));
        }
    }

    /** The hint is in the body of each refused attempt; the SDK shows the error itself only when the last one failed. */
    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (context.httpResponse().isSuccessful()) {
            return context.responseBody();
        }
        return context.responseBody().map(body -> {
            byte[] error = read(body);
            RetryAfter.body(new String(error, StandardCharsets.UTF_8))
                    .ifPresent(hint -> pacer.throttled(operation(attributes), hint));
            return new ByteArrayInputStream(error);
        });
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (Retries.isThrottle(context.exception())) {
            pacer.throttled(
                    operation(attributes), RetryAfter.of(context.exception()).orElse(Duration.ZERO));
        }
    }

    private static byte[] read(InputStream body) {
        try (body) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw SdkClientException.create("The answer broke off: " + e.getMessage(), e);
        }
    }

    private static String operation(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME) + ":"
                + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }

    private static void waiting(Wait wait) {
        try {
            wait.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("Interrupted while waiting for a call's turn; nothing was sent", e);
        }
    }

    private interface Wait {
        void run() throws InterruptedException;
    }
}
