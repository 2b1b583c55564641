package dev.kirooperator.sandbox.controlplane;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child process that cannot outlive this JVM, even when the JVM is killed with SIGKILL.
 *
 * <p>A shell starts the program and holds the reading end of a pipe from the JVM; nothing is ever written to it. When
 * the JVM dies, the kernel closes the pipe, the shell reads end-of-file and kills the program. The program gets an
 * empty standard input. Its own children are killed by {@link #close} only.
 */
public final class LeashedProcess implements AutoCloseable {

    /**
     * Reading is the shell's own, so that no helper process is left when the program ends by itself. A signal ends the shell's wait
     * before the program has ended, so it waits again. The traps are there before the program is: a signal that comes in between is passed
     * on afterwards, where the shell would else die of it.
     */
    private static final String LEASH = """
            trap '' INT
            exec 3<&0 </dev/null
            program=
            early=
            trap 'early="$early KILL"; kill -KILL $program 2>/dev/null' HUP
            trap 'early="$early TERM"; kill -TERM $program 2>/dev/null' TERM
            "$@" 3<&- &
            program=$!
            for signal in $early; do kill -"$signal" "$program" 2>/dev/null; done
            { read -r ignored <&3; kill -KILL "$program"; } >/dev/null 2>&1 &
            watcher=$!
            wait "$program"
            status=$?
            while kill -0 "$program" 2>/dev/null; do
              wait "$program"
              status=$?
            done
            kill -KILL "$watcher" 2>/dev/null
            exit "$status"
            """;

    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final Process shell;

    private LeashedProcess(Process shell) {
        this.shell = shell;
    }

    /**
     * Starts a program on the leash.
     *
     * @param builder command, folder, environment and output redirection; its input must be a pipe, as by default. Left
     *     as it was
     * @throws IOException where {@code sh} cannot be started; a program that cannot be started ends with status 126 or
     *     127 and the shell's message on its output
     */
    public static LeashedProcess start(ProcessBuilder builder) throws IOException {
        List<String> plain = builder.command();
        List<String> wrapped = new ArrayList<>(List.of("/bin/sh", "-c", LEASH, "leash"));
        wrapped.addAll(plain);
        try {
            return new LeashedProcess(builder.command(wrapped).start());
        } finally {
            builder.command(plain);
        }
    }

    /** The program's output as text, where it was not redirected. */
    public BufferedReader output() {
        return shell.inputReader();
    }

    public boolean isAlive() {
        return shell.isAlive();
    }

    /** Waits until the program has ended, at most {@code limit}; says whether it has. */
    public boolean waitFor(Duration limit) throws InterruptedException {
        return shell.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until the program has ended; its exit status, 128 + n after signal n. */
    public int waitFor() throws InterruptedException {
        return shell.waitFor();
    }

    /**
     * Asks the program to end (SIGTERM), waits at most {@code grace}, and kills what is left, as {@link #close} does.
     *
     * @return whether the program ended by itself
     */
    public boolean stop(Duration grace) throws InterruptedException {
        List<ProcessHandle> below = shell.descendants().toList();
        try {
            // The handle's, because the process's own closes the pipe too, and that kills.
            shell.toHandle().destroy();
            return waitFor(grace);
        } finally {
            below.forEach(ProcessHandle::destroyForcibly);
            close();
        }
    }

    /** Kills the program and what it has started, and waits until it is gone. Does nothing when it has ended. */
    @Override
    public void close() {
        List<ProcessHandle> below = shell.descendants().toList();
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            shell.onExit()
                    .completeOnTimeout(shell, KILL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            below.forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }
}
