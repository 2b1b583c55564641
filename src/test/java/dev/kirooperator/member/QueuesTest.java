package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class QueuesTest {

    private final Queues queues = new Queues(Duration.ofMillis(20));

    /** What another thread gets that wants its turn meanwhile. */
    private Optional<String> elsewhere(String key) {
        return CompletableFuture.supplyAsync(() -> queues.inTurn(key, () -> "done"))
                .join();
    }

    @Test
    void whoeverHasToWaitTooLongGoesAway() {
        assertThat(queues.inTurn("g", () -> elsewhere("g"))).contains(Optional.empty());
    }

    @Test
    void otherThingsDoNotWait() {
        assertThat(queues.inTurn("g", () -> elsewhere("h"))).contains(Optional.of("done"));
    }

    @Test
    void theTurnIsOverWhenTheActionFails() {
        assertThatThrownBy(() -> queues.inTurn("g", () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(elsewhere("g")).contains("done");
    }

    @Test
    void whoIsInterruptedWhileWaitingStaysInterrupted() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Queues patient = new Queues(Duration.ofMinutes(1));
        CompletableFuture<Optional<String>> holder = CompletableFuture.supplyAsync(() -> patient.inTurn("g", () -> {
            held.countDown();
            await(release);
            return "held";
        }));
        held.await();
        Thread.currentThread().interrupt();

        assertThat(patient.inTurn("g", () -> "done")).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
        release.countDown();
        assertThat(holder.join()).contains("held");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
