package dev.kirooperator.sandbox.controlplane;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The user's folder of ready-made binaries, outside any checkout, one folder for each state of the pins. A folder gets
 * its name only when it is whole: it is filled under another name, and renamed. A file lock keeps two fillings apart.
 */
final class BinaryCache {

    /** File locks are held for a whole JVM; this one keeps its threads apart. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path root;
    private final String key;

    BinaryCache(Environment environment, Pins pins) throws IOException {
        this(
                environment.cacheHome().resolve("kiro-operator").resolve("control-plane"),
                pins.hash() + "-" + environment.platform());
    }

    BinaryCache(Path root, String key) {
        this.root = root;
        this.key = key;
    }

    /** Puts all three programs into an empty folder. */
    @FunctionalInterface
    interface Filler {
        void fill(Path folder) throws IOException, InterruptedException;
    }

    Path folder() {
        return root.resolve(key);
    }

    Optional<Binaries> binaries() {
        return Binaries.in(folder());
    }

    /**
     * Fills the cache unless somebody else did while this call waited for the lock.
     *
     * @throws ControlPlaneException where {@code filler} did not make all programs
     */
    Binaries fill(Filler filler, Consumer<String> progress) throws IOException, InterruptedException {
        Files.createDirectories(root);
        THREADS.lockInterruptibly();
        try (FileChannel file = FileChannel.open(
                        root.resolve(key + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(file, progress)) {
            Optional<Binaries> present = binaries();
            return present.isPresent() ? present.get() : fillLocked(filler);
        } finally {
            THREADS.unlock();
        }
    }

    private FileLock lock(FileChannel file, Consumer<String> progress) throws IOException {
        FileLock lock = file.tryLock();
        if (lock != null) {
            return lock;
        }
        progress.accept("Waiting for another process that fills " + folder());
        return file.lock();
    }

    private Binaries fillLocked(Filler filler) throws IOException, InterruptedException {
        for (Path leftover : leftovers()) {
            Folders.delete(leftover);
        }
        Path partial = Files.createTempDirectory(root, partialPrefix());
        try {
            filler.fill(partial);
            List<String> missing = Binaries.missingFrom(partial);
            if (!missing.isEmpty()) {
                throw new ControlPlaneException("Expected executables " + Binaries.NAMES + ", not made: " + missing);
            }
            Folders.delete(folder());
            Files.move(partial, folder(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(partial);
        }
        return binaries()
                .orElseThrow(() -> new ControlPlaneException(
                        "The binaries in " + folder() + " vanished while they were made. Start again."));
    }

    /** What a killed process left; nobody else is at work while the lock is held. */
    private List<Path> leftovers() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(partialPrefix()))
                    .toList();
        }
    }

    private String partialPrefix() {
        return "." + key + ".partial-";
    }
}
