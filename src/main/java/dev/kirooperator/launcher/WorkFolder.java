package dev.kirooperator.launcher;

import dev.kirooperator.sandbox.controlplane.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A folder that only its owner can read, for as long as this process lives. A lock in it, which the kernel frees when the
 * process ends in whatever way, tells a later process that nobody is at work in it any more.
 */
final class WorkFolder implements AutoCloseable {

    private static final String PREFIX = "kiro-sandbox-";
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private WorkFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a new folder. It gets its name, by which {@link #sweep} finds it, when it is locked; a short name, for users have to
     * type it.
     */
    static WorkFolder create(Path parent) throws IOException {
        Path nameless = Files.createTempDirectory(parent, "." + PREFIX);
        FileChannel lock =
                FileChannel.open(nameless.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        Path named = parent.resolve(PREFIX + ProcessHandle.current().pid());
        if (Files.exists(named)) {
            named = parent.resolve(nameless.getFileName().toString().substring(1));
        }
        return new WorkFolder(Files.move(nameless, named, StandardCopyOption.ATOMIC_MOVE), lock);
    }

    /**
     * Deletes the folders of processes that were killed. To be called before {@link #create}: a look at this process's own
     * lock would lose it.
     *
     * @return how many there were
     */
    static int sweep(Path parent) throws IOException {
        int swept = 0;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (isAbandoned(folder)) {
                    Folders.delete(folder);
                    swept++;
                }
            }
        }
        return swept;
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            Folders.delete(path);
        }
    }

    /** What cannot be read is another user's, and what has no lock is not a folder of ours. */
    private static boolean isAbandoned(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.isWritable(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        }
    }
}
