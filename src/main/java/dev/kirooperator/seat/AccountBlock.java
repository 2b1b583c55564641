package dev.kirooperator.seat;

import dev.kirooperator.aws.AwsFailure;
import java.time.Instant;

/**
 * AWS gives this account no new seats.
 *
 * @param failure its last answer
 * @param since its first such answer
 * @param retryAt when it is asked again
 */
public record AccountBlock(AwsFailure.AccountBlocked failure, Instant since, Instant retryAt) {}
