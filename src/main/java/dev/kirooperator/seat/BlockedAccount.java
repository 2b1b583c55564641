package dev.kirooperator.seat;

import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Remembers that AWS gives this account no seats, so that thousands of members do not each find it out, over and over: one call is
 * sent in each waiting time, which grows with the time that the block has lasted. In memory only: a restart asks once more.
 */
final class BlockedAccount {

    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final InstantSource clock;
    private Optional<AccountBlock> block = Optional.empty();

    BlockedAccount(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Optional<AccountBlock> block() {
        return block;
    }

    synchronized void askAgain() {
        Instant now = clock.instant();
        change(known -> new AccountBlock(known.failure(), known.since(), now));
    }

    /** Sends a request for a new seat if it is time to. */
    void ask(Runnable request) {
        admit();
        try {
            request.run();
        } catch (AwsException e) {
            if (e.failure() instanceof AwsFailure.AccountBlocked blocked) {
                remember(blocked);
            }
            throw e;
        }
        forget();
    }

    /** The one that is let through moves the time on for the others, who come while it is under way. */
    private synchronized void admit() {
        Instant now = clock.instant();
        Optional<AccountBlock> waiting = block.filter(known -> now.isBefore(known.retryAt()));
        if (waiting.isPresent()) {
            throw new AwsException(waiting.get().failure());
        }
        change(known -> new AccountBlock(known.failure(), known.since(), next(known.since(), now)));
    }

    private synchronized void remember(AwsFailure.AccountBlocked failure) {
        Instant now = clock.instant();
        Instant since = block.map(AccountBlock::since).orElse(now);
        block = Optional.of(new AccountBlock(failure, since, next(since, now)));
    }

    private synchronized void forget() {
        block = Optional.empty();
    }

    private void change(UnaryOperator<AccountBlock> change) {
        block = block.map(change);
    }

    private static Instant next(Instant since, Instant now) {
        Duration lasted = Duration.between(since, now);
        Duration pause = lasted.compareTo(SHORTEST) < 0 ? SHORTEST : lasted;
        return now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
    }
}
