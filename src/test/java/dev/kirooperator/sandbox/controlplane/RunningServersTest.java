package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a start fails, with scripts in place of the servers. */
class RunningServersTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String RUNS = "echo $$ >> pids; exec sleep 1000";

    @TempDir
    private Path folder;

    @Test
    void a_server_that_ends_early_is_told_with_the_end_of_its_log_and_the_other_is_killed() throws IOException {
        Binaries binaries = programs("seq 1 50; echo unknown flag >&2; exit 1", RUNS);

        assertThatThrownBy(() -> start(binaries, LONG))
                .isInstanceOf(ControlPlaneException.class)
                .isNotInstanceOf(PortLostException.class)
                .hasMessageContaining("kube-apiserver to keep running")
                .hasMessageContaining("unknown flag")
                .hasMessageContaining("\n    50\n")
                .hasMessageNotContaining("\n    20\n");
        assertNothingRuns();
    }

    @Test
    void an_etcd_that_ends_early_is_told_as_well() throws IOException {
        Binaries binaries = programs(RUNS, "echo no space left on device; exit 1");

        assertThatThrownBy(() -> start(binaries, LONG))
                .hasMessageContaining("etcd to keep running")
                .hasMessageContaining("no space left on device");
        assertNothingRuns();
    }

    @Test
    void a_server_that_is_never_ready_is_given_up_and_killed() throws IOException {
        Binaries binaries = programs("echo still loading; " + RUNS, RUNS);

        assertThatThrownBy(() -> start(binaries, Duration.ofSeconds(1)))
                .isInstanceOf(ControlPlaneException.class)
                .hasMessageContaining("ready within 1 s")
                .hasMessageContaining("still loading");
        assertNothingRuns();
    }

    @Test
    void a_lost_port_is_told_apart() throws IOException {
        Binaries binaries = programs(RUNS, "echo 'listen tcp 127.0.0.1:2379: bind: address already in use'; exit 1");

        assertThatThrownBy(() -> start(binaries, LONG)).isInstanceOf(PortLostException.class);
        assertNothingRuns();
    }

    @Test
    void three_lost_ports_are_enough() throws IOException {
        Binaries binaries = programs("echo x >> tries; echo 'bind: address already in use'; exit 1", "exec sleep 1000");
        List<String> progress = new ArrayList<>();

        assertThatThrownBy(() -> ControlPlane.start(binaries, folder.resolve("work"), progress::add))
                .isInstanceOf(ControlPlaneException.class)
                .hasMessageContaining("lost one to another program");

        assertThat(Files.readAllLines(folder.resolve("work/tries"))).hasSize(3);
        assertThat(progress).hasSize(2).allMatch(line -> line.contains("trying others"));
    }

    private RunningServers start(Binaries binaries, Duration limit) throws IOException, InterruptedException {
        return RunningServers.start(binaries, folder, Credentials.create(folder), Ports.free(), limit);
    }

    private Binaries programs(String apiServer, String etcd) throws IOException {
        Path programs = TestingFiles.programs(folder.resolve("programs"));
        TestingFiles.script(programs.resolve("kube-apiserver"), apiServer);
        TestingFiles.script(programs.resolve("etcd"), etcd);
        return Binaries.in(programs).orElseThrow();
    }

    private void assertNothingRuns() throws IOException {
        Path pids = folder.resolve("pids");
        List<String> started = Files.exists(pids) ? Files.readAllLines(pids) : List.of();
        assertThat(started)
                .allSatisfy(
                        id -> assertThat(ProcessHandle.of(Long.parseLong(id)).filter(ProcessHandle::isAlive))
                                .isEmpty());
    }
}
