package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.sandbox.controlplane.TestingJvm;
import java.io.BufferedReader;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** SIGTERM, which no shell makes its children ignore, to a JVM of its own: the work is interrupted, its cleaning up is not, and the JVM waits for that. */
class CtrlCTest {

    private static final int TERMINATED = 128 + 15;

    @Test
    void aSignalInterruptsTheWorkAndWaitsForTheCleaningUp() throws Exception {
        Process holder = TestingJvm.running(CtrlCHolder.class).start();
        try (BufferedReader output = holder.inputReader()) {
            assertThat(output.readLine()).isEqualTo("working");

            assertThat(holder.toHandle().destroy()).isTrue();

            assertThat(output.readLine()).isEqualTo("cleaning up, pressed: true, interrupted: false");
            assertThat(output.readLine()).isEqualTo("interrupted, interrupted: false");
            assertThat(end(holder)).isEqualTo(TERMINATED);
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void aSignalDuringTheCleaningUpDoesNotDisturbIt() throws Exception {
        Process holder = TestingJvm.running(CtrlCHolder.class, "clean").start();
        try (BufferedReader output = holder.inputReader()) {
            assertThat(output.readLine()).isEqualTo("cleaning up, pressed: false, interrupted: false");

            assertThat(holder.toHandle().destroy()).isTrue();

            assertThat(output.readLine()).isEqualTo("done, interrupted: false");
            assertThat(end(holder)).isEqualTo(TERMINATED);
        } finally {
            holder.destroyForcibly();
        }
    }

    private static int end(Process process) {
        return process.onExit().orTimeout(30, TimeUnit.SECONDS).join().exitValue();
    }
}
