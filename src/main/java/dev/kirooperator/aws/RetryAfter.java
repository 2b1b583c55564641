package dev.kirooperator.aws;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** How long AWS asks a throttled caller to wait: the member {@code RetryAfterSeconds} of the error, or the header. */
final class RetryAfter {

    private RetryAfter() {}

    static Optional<Duration> of(Throwable failure) {
        if (!(failure instanceof AwsServiceException error)) {
            return Optional.empty();
        }
        return ErrorMembers.read(error, "RetryAfterSeconds", Integer.class)
                .map(Duration::ofSeconds)
                .or(() -> Optional.ofNullable(response(error)).flatMap(RetryAfter::header));
    }

    private static @Nullable SdkHttpResponse response(AwsServiceException error) {
        AwsErrorDetails details = error.awsErrorDetails();
        return details == null ? null : details.sdkHttpResponse();
    }

    /** The header {@code Retry-After}, where it is a number of seconds. */
    static Optional<Duration> header(SdkHttpResponse response) {
        return response.firstMatchingHeader("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(Long::parseLong)
                .map(Duration::ofSeconds);
    }
}
