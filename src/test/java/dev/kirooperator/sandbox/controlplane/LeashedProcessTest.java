package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeashedProcessTest {

    /** Tells its process id and that of a child, and goes on until it is killed. */
    static final String FAMILY = "sleep 1000 & echo $$; echo $!; wait";

    @TempDir
    private Path folder;

    @Test
    void gives_output_and_status_of_its_program() throws Exception {
        try (LeashedProcess process = start("echo out; echo err >&2; exit 7")) {
            assertThat(process.output().lines()).containsExactly("out", "err");
            assertThat(process.waitFor()).isEqualTo(7);
            assertThat(process.isAlive()).isFalse();
        }
    }

    @Test
    void the_same_builder_serves_again() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/echo", "again");
        for (int i = 0; i < 2; i++) {
            try (LeashedProcess process = LeashedProcess.start(builder)) {
                assertThat(process.output().readLine()).isEqualTo("again");
            }
        }
        assertThat(builder.command()).containsExactly("/bin/echo", "again");
    }

    @Test
    void passes_arguments_on_as_they_are() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/echo", "two words", "$HOME", "'", "*");

        try (LeashedProcess process = LeashedProcess.start(builder)) {
            assertThat(process.output().readLine()).isEqualTo("two words $HOME ' *");
        }
    }

    @Test
    void gives_its_program_an_empty_input() throws Exception {
        try (LeashedProcess process = start("cat; echo end")) {
            assertThat(process.output().lines()).containsExactly("end");
        }
    }

    @Test
    void a_program_that_is_not_there_ends_with_127() throws Exception {
        ProcessBuilder absent = new ProcessBuilder(folder.resolve("absent").toString()).redirectErrorStream(true);

        try (LeashedProcess process = LeashedProcess.start(absent)) {
            assertThat(process.output().readLine()).contains("absent");
            assertThat(process.waitFor()).isEqualTo(127);
        }
    }

    @Test
    void waits_for_a_limited_time() throws Exception {
        try (LeashedProcess process = start("sleep 1000")) {
            assertThat(process.waitFor(Duration.ZERO)).isFalse();
            assertThat(process.isAlive()).isTrue();
        }
    }

    @Test
    void closing_kills_the_program_and_its_children() throws Exception {
        List<ProcessHandle> family;
        try (LeashedProcess process = start(FAMILY)) {
            family = readFamily(process.output());
        }

        assertThat(family).hasSize(2).allSatisfy(LeashedProcessTest::assertEnds);
    }

    @Test
    void closing_kills_a_program_that_ignores_signals() throws Exception {
        try (LeashedProcess process = start("trap '' INT TERM HUP; echo ready; while :; do sleep 1000; done")) {
            assertThat(process.output().readLine()).isEqualTo("ready");
            process.close();

            assertThat(process.isAlive()).isFalse();
            assertThat(process.waitFor()).isEqualTo(128 + 9);
        }
    }

    @Test
    void stopping_lets_the_program_end_by_itself() throws Exception {
        String script = "trap 'echo bye >farewell; exit 3' TERM; echo ready; while :; do sleep 0.1; done";
        try (LeashedProcess process = start(script)) {
            assertThat(process.output().readLine()).isEqualTo("ready");

            assertThat(process.stop(Duration.ofSeconds(30))).isTrue();

            assertThat(folder.resolve("farewell")).hasContent("bye\n");
            assertThat(process.waitFor()).isEqualTo(3);
        }
    }

    /** The program may be ready before the shell that started it has got its next turn. */
    @RepeatedTest(20)
    void stopping_right_after_the_program_is_ready_reaches_the_program() throws Exception {
        try (LeashedProcess process =
                start("trap 'echo bye >farewell; exit 3' TERM; echo ready; while :; do sleep 0.1; done")) {
            assertThat(process.output().readLine()).isEqualTo("ready");

            assertThat(process.stop(Duration.ofSeconds(30))).isTrue();

            assertThat(process.waitFor()).isEqualTo(3);
        }
    }

    @Test
    void stopping_kills_a_program_that_does_not_end() throws Exception {
        try (LeashedProcess process = start("trap '' TERM; echo ready; while :; do sleep 1000; done")) {
            assertThat(process.output().readLine()).isEqualTo("ready");

            assertThat(process.stop(Duration.ofMillis(200))).isFalse();

            assertThat(process.isAlive()).isFalse();
        }
    }

    @Test
    void stopping_kills_what_the_program_leaves_behind() throws Exception {
        try (LeashedProcess process = start("sleep 1000 & echo $$; echo $!; trap 'exit 0' TERM; wait")) {
            List<ProcessHandle> family = readFamily(process.output());

            assertThat(process.stop(Duration.ofSeconds(30))).isTrue();

            assertThat(family).allSatisfy(LeashedProcessTest::assertEnds);
        }
    }

    @Test
    void closing_twice_and_closing_what_has_ended_does_nothing() throws Exception {
        LeashedProcess process = start("exit 0");
        process.waitFor();

        process.close();
        process.close();

        assertThat(process.waitFor()).isZero();
    }

    @Test
    void ends_when_the_jvm_is_killed() throws Exception {
        Process jvm = TestingJvm.running(LeashHolder.class).start();
        try (BufferedReader output = jvm.inputReader()) {
            ProcessHandle program = readFamily(output).get(0);
            assertThat(program.isAlive()).isTrue();

            jvm.destroyForcibly();

            assertEnds(program);
        }
    }

    static void assertEnds(ProcessHandle process) {
        assertThat(process.onExit().orTimeout(30, TimeUnit.SECONDS)).succeedsWithin(Duration.ofSeconds(31));
    }

    private static List<ProcessHandle> readFamily(BufferedReader output) throws IOException {
        return List.of(handle(output.readLine()), handle(output.readLine()));
    }

    private static ProcessHandle handle(String id) {
        return ProcessHandle.of(Long.parseLong(id)).orElseThrow();
    }

    private LeashedProcess start(String script) throws IOException {
        return LeashedProcess.start(new ProcessBuilder("/bin/sh", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true));
    }
}
