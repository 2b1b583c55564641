package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a script in place of Go. */
class GoBuildTest {

    /** Notes where it was called, with what environment and arguments, and "builds" what follows -o. */
    private static final String RECORDING = """
            if [ "$1" = env ]; then echo go1.26.8; exit 0; fi
            echo "$(pwd)|$CGO_ENABLED|$GOTOOLCHAIN|$GOFLAGS|$*" >> "$RECORD"
            i=0; while [ $i -lt 250 ]; do echo "example.com/package/$i"; i=$((i + 1)); done
            i=0; while [ $i -lt 100 ]; do echo "go: downloading example.com/module v1.0.$i"; i=$((i + 1)); done
            while [ "$1" != -o ]; do shift; done
            printf '#!/bin/sh\\n' > "$2"; chmod +x "$2"
            """;

    @TempDir
    private Path machine;

    private final List<String> progress = new ArrayList<>();
    private Pins pins;
    private BinaryCache cache;

    @BeforeEach
    void pin() throws IOException {
        pins = TestingFiles.pins(machine.resolve("pins"), TestingFiles.CHECKSUM);
        cache = new BinaryCache(machine.resolve("cache"), "key");
    }

    @Test
    void builds_each_program_from_its_pinned_module_with_its_version() throws Exception {
        Path record = machine.resolve("record");

        Search answer = find(RECORDING, Map.of("RECORD", record.toString(), "GOFLAGS", "-mod=mod"));

        assertThat(answer).isEqualTo(new Search.Found(cache.binaries().orElseThrow()));
        List<String> calls = Files.readAllLines(record);
        assertThat(calls)
                .hasSize(3)
                .allSatisfy(call -> assertThat(call)
                        .contains("|0|local||build")
                        .contains("-mod=readonly")
                        .contains("-trimpath"));
        assertThat(calls.get(0))
                .startsWith(pins.kubeModule().toRealPath() + "|")
                .contains("version.gitVersion=v1.2.3 ")
                .contains("version.gitMajor=1 ")
                .contains("version.gitMinor=2 ")
                .endsWith("k8s.io/kubernetes/cmd/kube-apiserver");
        assertThat(calls.get(1)).endsWith("k8s.io/kubernetes/cmd/kubectl");
        assertThat(calls.get(2))
                .startsWith(pins.etcdModule().toRealPath() + "|")
                .endsWith("go.etcd.io/etcd/server/v3");
    }

    @Test
    void tells_progress_in_hundreds() throws Exception {
        find(RECORDING, Map.of("RECORD", "/dev/null"));

        assertThat(progress)
                .containsSubsequence(
                        "kube-apiserver: building",
                        "kube-apiserver: 100 packages compiled",
                        "kube-apiserver: 200 packages compiled",
                        "kube-apiserver: 100 modules downloaded",
                        "kube-apiserver: built, 0 MB",
                        "etcd: building");
    }

    @Test
    void a_failed_build_gives_the_command_and_its_last_lines_and_keeps_nothing() throws Exception {
        Search answer = find(
                "if [ $1 = env ]; then echo go1.26.0; else seq 1 40; echo 'dial tcp: no route' >&2; exit 1; fi",
                Map.of());

        assertThat(reason(answer))
                .contains("build -v -mod=readonly")
                .contains("ended with 1")
                .contains("dial tcp: no route")
                .contains("40")
                .doesNotContain("\n    20\n");
        assertThat(cache.binaries()).isEmpty();
    }

    @Test
    void an_old_go_is_not_used() throws Exception {
        assertThat(reason(find("echo go1.25.7", Map.of())))
                .contains("expected Go 1.26 or newer, found 'go1.25.7'")
                .contains(machine.resolve("bin/go").toString());
    }

    @Test
    void a_go_that_does_not_run_is_told() throws Exception {
        assertThat(reason(find("echo broken installation; exit 2", Map.of()))).contains("broken installation");
    }

    @Test
    void without_go_the_reason_says_what_to_install() throws Exception {
        Environment environment = TestingFiles.environment(machine, Map.of("PATH", "/nowhere"));

        assertThat(reason(new GoBuild(environment, pins, cache).find(progress::add)))
                .contains("Install Go 1.26 or newer");
    }

    @ParameterizedTest
    @CsvSource({
        "go1.26.0, true",
        "go1.26rc1, true",
        "go1.27.3, true",
        "go2.0, true",
        "go1.25.9, false",
        "go1.9, false",
        "devel +abc, false",
        "'', false"
    })
    void knows_new_from_old(String version, boolean expected) {
        assertThat(GoBuild.isNewEnough(version)).isEqualTo(expected);
    }

    private Search find(String go, Map<String, String> variables) throws IOException, InterruptedException {
        TestingFiles.script(machine.resolve("bin/go"), go);
        Map<String, String> all = new HashMap<>(variables);
        all.put("PATH", machine.resolve("bin") + ":" + System.getenv("PATH"));
        return new GoBuild(TestingFiles.environment(machine, all), pins, cache).find(progress::add);
    }

    private static String reason(Search answer) {
        return ((Search.Missing) answer).reason();
    }
}
