package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of the sources, on machines that have some of them. */
class BinaryFinderTest {

    private static final String GOOD_GO = "case \"$1\" in env) echo go1.26.8;; build) shift; "
            + "while [ \"$1\" != -o ]; do shift; done; printf '#!/bin/sh\\n' > \"$2\"; chmod +x \"$2\";; esac";

    @TempDir
    private Path machine;

    private final List<String> progress = new ArrayList<>();
    private Pins pins;

    @BeforeEach
    void pin() throws IOException {
        pins = TestingFiles.pins(machine.resolve("pins"), TestingFiles.CHECKSUM);
    }

    @Test
    void the_named_folder_comes_before_the_cache() throws Exception {
        Path assets = TestingFiles.programs(machine.resolve("assets"));
        fillCache();

        Binaries found = find(Map.of("KUBEBUILDER_ASSETS", assets.toString()));

        assertThat(found.etcd()).isEqualTo(assets.resolve("etcd"));
    }

    @Test
    void a_named_folder_that_is_not_whole_is_an_error_even_with_a_full_cache() throws Exception {
        Path assets = TestingFiles.programs(machine.resolve("assets"));
        Files.delete(assets.resolve("kubectl"));
        fillCache();

        assertThatThrownBy(() -> find(Map.of("KUBEBUILDER_ASSETS", assets.toString())))
                .isInstanceOf(ControlPlaneException.class)
                .hasMessageContaining(assets.toString())
                .hasMessageContaining("missing: kubectl");
    }

    @Test
    void the_cache_comes_before_a_build() throws Exception {
        Binaries cached = fillCache();

        assertThat(find(Map.of("PATH", pathWithGo(GOOD_GO)))).isEqualTo(cached);
        assertThat(progress).isEmpty();
    }

    @Test
    void a_build_comes_before_a_download_and_fills_the_cache() throws Exception {
        Binaries built = find(Map.of("PATH", pathWithGo(GOOD_GO), "KIRO_ENVTEST_MIRROR", "nowhere:"));

        assertThat(cache().binaries()).contains(built);
        assertThat(progress).anyMatch(line -> line.startsWith("Building Kubernetes v1.2.3"));
    }

    @Test
    void without_any_source_one_error_names_all_four_and_what_each_lacks() {
        assertThatThrownBy(() -> find(Map.of("PATH", "/nowhere", "KIRO_ENVTEST_MIRROR", "nowhere:")))
                .isInstanceOf(ControlPlaneException.class)
                .hasMessageContaining("the folder in KUBEBUILDER_ASSETS: the variable is not set")
                .hasMessageContaining("the cache: nothing whole in " + machine.resolve("home/.cache"))
                .hasMessageContaining("a build with Go: no 'go' in PATH. Install Go 1.26 or newer.")
                .hasMessageContaining("a download: expected an http or https URL in KIRO_ENVTEST_MIRROR");
    }

    @Test
    void after_a_failed_build_the_download_is_tried_and_both_are_told() throws IOException {
        String path = pathWithGo("if [ $1 = env ]; then echo go1.27.0; else echo no route to modules; exit 3; fi");

        assertThatThrownBy(() -> find(Map.of("PATH", path, "KIRO_ENVTEST_MIRROR", "nowhere:")))
                .isInstanceOf(ControlPlaneException.class)
                .hasMessageContaining("ended with 3")
                .hasMessageContaining("no route to modules")
                .hasMessageContaining("KIRO_ENVTEST_MIRROR");
    }

    private String pathWithGo(String script) throws IOException {
        TestingFiles.script(machine.resolve("bin/go"), script);
        return machine.resolve("bin") + ":" + System.getenv("PATH");
    }

    private Binaries fillCache() throws IOException, InterruptedException {
        return cache().fill(TestingFiles::programs, line -> {});
    }

    private BinaryCache cache() throws IOException {
        return new BinaryCache(environment(Map.of()), pins);
    }

    private Binaries find(Map<String, String> variables) throws IOException, InterruptedException {
        return BinaryFinder.standard(environment(variables), pins).find(progress::add);
    }

    private Environment environment(Map<String, String> variables) {
        return TestingFiles.environment(machine.resolve("home"), variables);
    }
}
