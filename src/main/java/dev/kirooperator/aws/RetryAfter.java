package dev.kirooperator.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * How long AWS asks a throttled caller to wait: the member {@code RetryAfterSeconds} of the error, or the header. The member is read
 * from the body, since nobody knows whether the services without a public model send it.
 */
final class RetryAfter {

    /** Above this a caller gets its {@code Throttled} at once and comes back later, instead of holding a thread. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** No operation is left alone for longer, whatever a broken proxy asks for. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Pattern MEMBER = Pattern.compile("\"[Rr]etryAfterSeconds\"\\s*:\\s*(\\d{1,9})\\b");

    private RetryAfter() {}

    static Optional<Duration> of(Throwable failure) {
        if (!(failure instanceof AwsServiceException error)) {
            return Optional.empty();
        }
        AwsErrorDetails details = error.awsErrorDetails();
        if (details == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(details.rawResponse())
                .flatMap(body -> body(body.asUtf8String()))
                .or(() -> Optional.ofNullable(details.sdkHttpResponse()).flatMap(RetryAfter::header));
    }

    /** The member in the body of an error as it comes over the wire. */
    static Optional<Duration> body(String error) {
        Matcher member = MEMBER.matcher(error);
        return member.find() ? Optional.of(capped(Long.parseLong(member.group(1)))) : Optional.empty();
    }

    /** The header {@code Retry-After}, where it is a number of seconds. */
    static Optional<Duration> header(SdkHttpResponse response) {
        return response.firstMatchingHeader("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(Long::parseLong)
                .map(RetryAfter::capped);
    }

    private static Duration capped(long seconds) {
        return Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
    }
}
