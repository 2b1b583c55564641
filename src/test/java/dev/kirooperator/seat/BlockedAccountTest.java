package dev.kirooperator.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.aws.AwsCall;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlockedAccountTest {

    private static final AwsFailure.AccountBlocked BLOCKED = new AwsFailure.AccountBlocked(
            new AwsCall("CreateAssignment", Optional.of("AccessDeniedException"), "No.", Optional.of("r-1")));

    private Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private final BlockedAccount account = new BlockedAccount(() -> now);
    private int calls;

    private void refusedCall() {
        assertThatThrownBy(() -> account.ask(() -> {
                    calls++;
                    throw new AwsException(BLOCKED);
                }))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.failure()).isEqualTo(BLOCKED));
    }

    @Test
    void oneCallIsSentInEachWaitingTimeWhichGrowsToAQuarterOfAnHour() {
        Instant start = now;
        List<Long> sentAfter = new ArrayList<>();
        for (int second = 0; second < 3600 * 2; second++) {
            int before = calls;
            refusedCall();
            if (calls > before) {
                sentAfter.add(Duration.between(start, now).toSeconds());
            }
            now = now.plusSeconds(1);
        }
        assertThat(sentAfter)
                .containsExactly(
                        0L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 2180L, 3080L, 3980L, 4880L, 5780L, 6680L);
    }

    @Test
    void whoIsLetThroughMovesTheTimeOnForTheOthers() {
        refusedCall();
        now = now.plusSeconds(10);

        account.ask(() -> {
            refusedCall();
            calls++;
        });
        assertThat(calls).isEqualTo(2);
    }

    @Test
    void aSuccessEndsIt() {
        refusedCall();
        now = now.plusSeconds(10);
        account.ask(() -> calls++);

        assertThat(account.block()).isEmpty();
        account.ask(() -> calls++);
        assertThat(calls).isEqualTo(3);
    }

    @Test
    void somebodysWishLetsTheNextCallThrough() {
        refusedCall();
        account.askAgain();

        refusedCall();
        assertThat(calls).isEqualTo(2);
        refusedCall();
        assertThat(calls).isEqualTo(2);
    }

    @Test
    void anotherFailureNeitherStartsNorEndsIt() {
        assertThatThrownBy(() -> account.ask(() -> {
                    throw new AwsException(new AwsFailure.Transient(BLOCKED.call()));
                }))
                .isInstanceOf(AwsException.class);
        assertThat(account.block()).isEmpty();

        refusedCall();
        now = now.plusSeconds(10);
        assertThatThrownBy(() -> account.ask(() -> {
                    throw new AwsException(new AwsFailure.Transient(BLOCKED.call()));
                }))
                .isInstanceOf(AwsException.class);
        assertThat(account.block())
                .hasValueSatisfying(block -> assertThat(block.since()).isBefore(now));
    }
}
