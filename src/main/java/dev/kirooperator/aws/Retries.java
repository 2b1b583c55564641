package dev.kirooperator.aws;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;

/**
 * Which failed attempts are made again.
 *
 * <p>Reads, updates and deletes may be repeated at will. A create may not: when its answer is lost, the second attempt meets the
 * first one's work and reports a conflict. So a create is repeated only after a refusal that proves that nothing was done.
 */
public final class Retries {

    private static final int ATTEMPTS = 3;

    private static final StandardRetryStrategy CREATES = strategy(Retries::isShortThrottle);
    private static final SdkPlugin CREATES_ONLY_WHEN_THROTTLED = config ->
            config.overrideConfiguration(config.overrideConfiguration().copy(o -> o.retryStrategy(CREATES)));

    private Retries() {}

    /** Goes into {@code overrideConfiguration} of every request that creates something. */
    public static void onlyWhenThrottled(AwsRequestOverrideConfiguration.Builder request) {
        request.addPlugin(CREATES_ONLY_WHEN_THROTTLED);
    }

    /** The strategy of a client, for requests that may be repeated. */
    static StandardRetryStrategy repeatable() {
        return strategy(Retries::isShortThrottleOrTransient);
    }

    private static StandardRetryStrategy strategy(Predicate<Throwable> retried) {
        return DefaultRetryStrategy.standardStrategyBuilder()
                .useClientDefaults(false)
                .maxAttempts(ATTEMPTS)
                .treatAsThrottling(Retries::isThrottle)
                .retryOnException(retried)
                .build();
    }

    static boolean isThrottle(Throwable failure) {
        return failure instanceof SdkException error && RetryUtils.isThrottlingException(error);
    }

    private static boolean isShortThrottle(Throwable failure) {
        return isThrottle(failure) && isShort(failure);
    }

    private static boolean isShortThrottleOrTransient(Throwable failure) {
        return (isThrottle(failure) || isTransient(failure)) && isShort(failure);
    }

    private static boolean isShort(Throwable failure) {
        return RetryAfter.of(failure).orElse(Duration.ZERO).compareTo(RetryAfter.PATIENCE) <= 0;
    }

    private static boolean isTransient(Throwable failure) {
        if (!(failure instanceof SdkException error) || failure instanceof CredentialsException) {
            return false;
        }
        if (error instanceof SdkServiceException service) {
            return service.statusCode() >= 500 || RetryUtils.isClockSkewException(service) || service.retryable();
        }
        return error instanceof ApiCallAttemptTimeoutException || error.getCause() instanceof IOException;
    }
}
