package dev.kirooperator.converge;

import io.javaoperatorsdk.operator.processing.retry.GenericRetry;

/**
 * Retries a reconcile that ended with an unexpected exception for ever, after 2 s, 4 s, ... and at most 2 minutes. The SDK's default
 * gives up after five attempts. Failures of AWS are no exceptions to the SDK: {@link FailurePolicy} decides about them.
 */
public final class UnlimitedRetry extends GenericRetry {

    private static final int INITIAL_MILLIS = 2_000;
    private static final int MAX_MILLIS = 120_000;

    public UnlimitedRetry() {
        super();
        setMaxAttempts(-1);
        setInitialInterval(INITIAL_MILLIS);
        setIntervalMultiplier(2);
        setMaxInterval(MAX_MILLIS);
    }
}
