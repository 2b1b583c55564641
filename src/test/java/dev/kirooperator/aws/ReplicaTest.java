package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class ReplicaTest {

    private final AwsException lost = new AwsException(
            new AwsFailure.Transient(new AwsCall("ListUsers", Optional.empty(), "no answer", Optional.empty())));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void theFirstCallerReads() {
        assertThat(counting().get(Duration.ofDays(1))).isEqualTo("read 1");
    }

    @Test
    void whatIsYoungEnoughIsNotReadAgain() {
        Replica<String> replica = counting();
        replica.get(Duration.ZERO);
        pass(Duration.ofMinutes(10));
        assertThat(replica.get(Duration.ofMinutes(10))).isEqualTo("read 1");
    }

    @Test
    void whatIsTooOldIsReadAgain() {
        Replica<String> replica = counting();
        replica.get(Duration.ZERO);
        pass(Duration.ofMinutes(10));
        assertThat(replica.get(Duration.ofMinutes(10).minusNanos(1))).isEqualTo("read 2");
    }

    @Test
    void anyAgeIsAllowedForAnEndlessMaxAge() {
        Replica<String> replica = counting();
        replica.get(Duration.ZERO);
        pass(Duration.ofDays(100_000));
        assertThat(replica.get(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo("read 1");
    }

    @Test
    void theAgeCountsFromTheBeginningOfTheRead() {
        Replica<String> replica = new Replica<>(
                begun -> {
                    pass(Duration.ofMinutes(1));
                    return "read " + reads.incrementAndGet();
                },
                now::get);
        replica.get(Duration.ZERO);
        assertThat(replica.get(Duration.ofSeconds(59))).isEqualTo("read 2");
    }

    @Test
    void anObservationIsPutUnlessAChangeOfItsPartOvertookIt() {
        Replica<String> replica = counting();
        replica.get(Duration.ZERO);
        long before = replica.changes("it");
        assertThat(replica.observe("it", before, value -> "observed")).isTrue();
        replica.change("another", value -> value + " changed");
        assertThat(replica.observe("it", before, value -> value + " twice")).isTrue();
        replica.change("it", value -> value + " too");
        assertThat(replica.observe("it", before, value -> "late")).isFalse();
        assertThat(replica.peek()).contains("observed changed twice too");
    }

    @Test
    void anOwnChangeIsSeenWithoutARead() {
        Replica<String> replica = counting();
        replica.get(Duration.ZERO);
        replica.change("it", value -> value + " changed");
        assertThat(replica.get(Duration.ofDays(1))).isEqualTo("read 1 changed");
    }

    @Test
    void anOwnChangeBeforeTheFirstReadIsLeftToTheRead() {
        Replica<String> replica = counting();
        replica.change("it", value -> value + " changed");
        assertThat(replica.peek()).isEmpty();
        assertThat(replica.get(Duration.ZERO)).isEqualTo("read 1");
    }

    @Test
    void aFailedReadLeavesTheCopyAndFailsTheCaller() {
        AtomicBoolean broken = new AtomicBoolean();
        Replica<String> replica = new Replica<>(
                begun -> {
                    if (broken.get()) {
                        throw lost;
                    }
                    return "read " + reads.incrementAndGet();
                },
                now::get);
        replica.get(Duration.ZERO);
        pass(Duration.ofMinutes(1));
        broken.set(true);
        assertThatThrownBy(() -> replica.get(Duration.ZERO)).isSameAs(lost);
        assertThat(replica.get(Duration.ofMinutes(2))).isEqualTo("read 1");
        broken.set(false);
        assertThat(replica.get(Duration.ZERO)).isEqualTo("read 2");
    }

    @Test
    void anInvalidCopyIsReadAgainWhateverItsAge() {
        Replica<String> replica = counting();
        replica.get(Duration.ZERO);
        replica.invalidate();
        assertThat(replica.peek()).isEmpty();
        assertThat(replica.get(Duration.ofDays(1))).isEqualTo("read 2");
        assertThat(replica.get(Duration.ofDays(1))).isEqualTo("read 2");
    }

    @Test
    void aReadThatRanDuringAnInvalidationDoesNotCount() throws InterruptedException {
        Gate gate = new Gate();
        Replica<String> replica = gate.replica();
        CompletableFuture<String> early = caller(replica, new ArrayList<>());
        gate.entered.await();
        replica.invalidate();
        gate.open.countDown();
        assertThat(early.join()).isEqualTo("read 1");
        assertThat(replica.get(Duration.ofDays(1))).isEqualTo("read 2");
    }

    @Test
    void callersThatComeWhileAReadRunsShareIt() throws InterruptedException {
        Gate gate = new Gate();
        Replica<String> replica = gate.replica();
        List<CompletableFuture<String>> callers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            callers.add(caller(replica, threads));
        }
        gate.entered.await();
        awaitParked(threads);
        gate.open.countDown();
        assertThat(callers).allSatisfy(caller -> assertThat(caller.join()).isEqualTo("read 1"));
    }

    @Test
    void callersThatShareAReadShareItsFailure() throws InterruptedException {
        Gate gate = new Gate();
        gate.failure = Optional.of(lost);
        Replica<String> replica = gate.replica();
        List<Thread> threads = new ArrayList<>();
        CompletableFuture<String> first = caller(replica, threads);
        gate.entered.await();
        CompletableFuture<String> second = caller(replica, threads);
        awaitParked(threads);
        gate.open.countDown();
        assertThatThrownBy(first::join).isInstanceOf(CompletionException.class).hasCause(lost);
        assertThatThrownBy(second::join)
                .cause()
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.failure()).isEqualTo(lost.failure()));
        assertThat(reads).hasValue(1);
    }

    @Test
    void aCallerForWhomARunningReadBeganTooEarlyReadsAgain() throws InterruptedException {
        Gate gate = new Gate();
        Replica<String> replica = gate.replica();
        List<Thread> threads = new ArrayList<>();
        CompletableFuture<String> early = caller(replica, threads);
        gate.entered.await();
        pass(Duration.ofSeconds(1));
        CompletableFuture<String> late = caller(replica, threads);
        awaitParked(threads);
        gate.open.countDown();
        assertThat(early.join()).isEqualTo("read 1");
        assertThat(late.join()).isEqualTo("read 2");
    }

    @Test
    void anInterruptedCallerStopsWaitingAndKeepsItsInterrupt() throws InterruptedException {
        Gate gate = new Gate();
        Replica<String> replica = gate.replica();
        List<Thread> threads = new ArrayList<>();
        CompletableFuture<String> reader = caller(replica, threads);
        gate.entered.await();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                replica.get(Duration.ZERO);
            } catch (AwsException e) {
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        waiter.start();
        awaitParked(List.of(waiter));
        waiter.interrupt();
        assertThat(interrupted.join()).isTrue();
        gate.open.countDown();
        assertThat(reader.join()).isEqualTo("read 1");
    }

    static List<Long> seeds() {
        return new Random(7).longs(200).boxed().toList();
    }

    /**
     * A world changes only by own writes, each of which is put into the copy after it was made. A read walks through the world key by
     * key while writes go on. Whatever the order, the copy equals the world in the end.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void afterAnyInterleavingTheCopyEqualsTheWorld(long seed) {
        RandomWorld world = new RandomWorld(new Random(seed));
        for (int step = 0; step < 60; step++) {
            pass(Duration.ofSeconds(1));
            world.step();
            world.replica.peek().ifPresent(copy -> assertThat(copy).isEqualTo(world.truth));
        }
    }

    private final class RandomWorld {
        private static final int KEYS = 6;

        private final Random random;
        private final Map<Integer, Integer> truth = new HashMap<>();
        private final Replica<Map<Integer, Integer>> replica = new Replica<>(begun -> read(), now::get);

        RandomWorld(Random random) {
            this.random = random;
        }

        void step() {
            if (random.nextInt(4) > 0) {
                write();
                return;
            }
            try {
                assertThat(replica.get(Duration.ZERO)).isEqualTo(truth);
            } catch (AwsException e) {
                assertThat(e).isSameAs(lost);
            }
        }

        private void write() {
            int key = random.nextInt(KEYS);
            Optional<Integer> value = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(random.nextInt(100));
            put(truth, key, value);
            replica.change(key, copy -> put(new HashMap<>(copy), key, value));
        }

        private Map<Integer, Integer> read() {
            Map<Integer, Integer> read = new HashMap<>();
            for (int key = 0; key < KEYS; key++) {
                if (random.nextBoolean()) {
                    write();
                }
                put(read, key, Optional.ofNullable(truth.get(key)));
                if (random.nextInt(40) == 0) {
                    throw lost;
                }
            }
            return read;
        }

        private static Map<Integer, Integer> put(Map<Integer, Integer> map, int key, Optional<Integer> value) {
            value.ifPresentOrElse(v -> map.put(key, v), () -> map.remove(key));
            return map;
        }
    }

    private Replica<String> counting() {
        return new Replica<>(begun -> "read " + reads.incrementAndGet(), now::get);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static CompletableFuture<String> caller(Replica<String> replica, List<Thread> threads) {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(replica.get(Duration.ZERO));
            } catch (AwsException e) {
                result.completeExceptionally(e);
            }
        });
        threads.add(thread);
        thread.start();
        return result;
    }

    private static void awaitParked(List<Thread> threads) {
        Awaitility.await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
    }

    /** A reader that waits until the gate opens. */
    private final class Gate {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private volatile Optional<AwsException> failure = Optional.empty();

        Replica<String> replica() {
            return new Replica<>(this::read, now::get);
        }

        private String read(Instant begun) {
            int number = reads.incrementAndGet();
            entered.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (failure.isPresent()) {
                throw failure.get();
            }
            return "read " + number;
        }
    }
}
