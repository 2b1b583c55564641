package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryCacheTest {

    @TempDir
    private Path root;

    private final List<String> progress = new ArrayList<>();
    private BinaryCache cache;

    @BeforeEach
    void make() {
        cache = new BinaryCache(root, "key");
    }

    @Test
    void is_outside_the_checkout_in_a_folder_named_by_pins_and_platform(@TempDir Path pinned) throws IOException {
        Pins pins = TestingFiles.pins(pinned, TestingFiles.CHECKSUM);

        BinaryCache standard = new BinaryCache(TestingFiles.environment(Path.of("/home/ada"), Map.of()), pins);

        assertThat(standard.folder())
                .isEqualTo(Path.of("/home/ada/.cache/kiro-operator/control-plane", pins.hash() + "-linux-amd64"));
    }

    @Test
    void holds_what_it_was_filled_with() throws Exception {
        Binaries filled = cache.fill(TestingFiles::programs, progress::add);

        assertThat(cache.binaries()).contains(filled);
        assertThat(filled.etcd()).isEqualTo(root.resolve("key/etcd"));
        assertThat(progress).isEmpty();
    }

    @Test
    void is_filled_once_only() throws Exception {
        Binaries first = cache.fill(TestingFiles::programs, progress::add);

        Binaries second = cache.fill(
                folder -> {
                    throw new AssertionError("filled again");
                },
                progress::add);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_filling_that_lacks_a_program_is_not_kept() {
        assertThatThrownBy(() ->
                        cache.fill(folder -> TestingFiles.script(folder.resolve("etcd"), "exit 0"), progress::add))
                .isInstanceOf(ControlPlaneException.class)
                .hasMessageContaining("kube-apiserver");

        assertThat(cache.binaries()).isEmpty();
        assertThat(folders()).isEmpty();
    }

    @Test
    void a_filling_that_fails_leaves_nothing_behind() {
        assertThatThrownBy(() -> cache.fill(
                        folder -> {
                            TestingFiles.programs(folder);
                            throw new IOException("disk full");
                        },
                        progress::add))
                .hasMessage("disk full");

        assertThat(cache.binaries()).isEmpty();
        assertThat(folders()).isEmpty();
    }

    @Test
    void what_a_killed_filling_left_is_not_taken_for_whole_and_removed_by_the_next() throws Exception {
        TestingFiles.programs(root.resolve(".key.partial-killed"));
        assertThat(cache.binaries()).isEmpty();

        cache.fill(TestingFiles::programs, progress::add);

        assertThat(folders()).containsExactly("key");
    }

    @Test
    void a_folder_that_lost_a_program_is_replaced() throws Exception {
        cache.fill(TestingFiles::programs, progress::add);
        Files.delete(root.resolve("key/etcd"));

        cache.fill(TestingFiles::programs, progress::add);

        assertThat(cache.binaries()).isPresent();
    }

    @Test
    void two_threads_fill_it_once() throws Exception {
        AtomicInteger fillings = new AtomicInteger();
        CountDownLatch bothAtWork = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Binaries>> results = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                results.add(threads.submit(() -> {
                    bothAtWork.countDown();
                    bothAtWork.await();
                    return cache.fill(
                            folder -> {
                                fillings.incrementAndGet();
                                TestingFiles.programs(folder);
                            },
                            line -> {});
                }));
            }
            assertThat(results.get(0).get()).isEqualTo(results.get(1).get());
        } finally {
            threads.shutdownNow();
        }
        assertThat(fillings).hasValue(1);
    }

    @Test
    void another_process_that_fills_it_is_waited_for() throws Exception {
        LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (LeashedProcess other = LeashedProcess.start(
                TestingJvm.running(LockHolder.class, root.resolve("key.lock").toString()))) {
            assertThat(other.output().readLine()).isEqualTo("locked");
            Future<Binaries> waiting = thread.submit(() -> cache.fill(TestingFiles::programs, told::add));

            assertThat(told.poll(30, TimeUnit.SECONDS)).startsWith("Waiting for another process");
            assertThat(cache.binaries()).isEmpty();
            other.close();

            assertThat(waiting.get(30, TimeUnit.SECONDS))
                    .isEqualTo(cache.binaries().orElseThrow());
        } finally {
            thread.shutdownNow();
        }
    }

    private List<String> folders() {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
