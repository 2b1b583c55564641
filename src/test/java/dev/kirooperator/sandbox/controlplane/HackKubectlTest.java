package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code hack/kubectl} looks where the launcher looks. */
class HackKubectlTest {

    @TempDir
    private Path home;

    private BinaryCache cache;

    @BeforeEach
    void locate() throws IOException {
        Environment here = Environment.system();
        cache = new BinaryCache(new Environment(Map.of(), home, here.platform()), Pins.above(Path.of("")));
    }

    @Test
    void runs_the_cached_kubectl_with_all_arguments() throws Exception {
        TestingFiles.script(cache.folder().resolve("kubectl"), "printf '<%s>' cached \"$@\"; exit 5");

        try (LeashedProcess script = run(Map.of(), "get", "a b")) {
            assertThat(script.output().readLine()).isEqualTo("<cached><get><a b>");
            assertThat(script.waitFor()).isEqualTo(5);
        }
    }

    @Test
    void honours_the_users_own_cache_folder() throws Exception {
        Files.createDirectories(home.resolve("elsewhere"));
        TestingFiles.script(cache.folder().resolve("kubectl"), "echo cached");
        Files.move(home.resolve(".cache/kiro-operator"), home.resolve("elsewhere/kiro-operator"));

        try (LeashedProcess script =
                run(Map.of("XDG_CACHE_HOME", home.resolve("elsewhere").toString()))) {
            assertThat(script.output().readLine()).isEqualTo("cached");
        }
    }

    @Test
    void prefers_the_named_folder() throws Exception {
        TestingFiles.script(cache.folder().resolve("kubectl"), "echo cached");
        TestingFiles.script(home.resolve("assets/kubectl"), "echo named");

        try (LeashedProcess script =
                run(Map.of("KUBEBUILDER_ASSETS", home.resolve("assets").toString()))) {
            assertThat(script.output().readLine()).isEqualTo("named");
        }
    }

    @Test
    void falls_back_to_path() throws Exception {
        TestingFiles.script(home.resolve("bin/kubectl"), "echo from path");

        try (LeashedProcess script = run(Map.of("PATH", home.resolve("bin") + ":/usr/bin:/bin"))) {
            assertThat(script.output().readLine()).isEqualTo("from path");
        }
    }

    @Test
    void says_what_to_do_where_there_is_none() throws Exception {
        for (String tool : new String[] {"sh", "cat", "cut", "dirname", "sha256sum", "shasum", "tr", "uname"}) {
            Environment.system().onPath(tool).ifPresent(found -> link(home.resolve("bin"), tool, found));
        }

        try (LeashedProcess script = run(Map.of("PATH", home.resolve("bin").toString()))) {
            assertThat(script.output().readLine())
                    .contains(cache.folder().resolve("kubectl").toString())
                    .contains("Run hack/sandbox once");
            assertThat(script.waitFor()).isEqualTo(127);
        }
    }

    private static void link(Path folder, String name, Path target) {
        try {
            Files.createDirectories(folder);
            Files.createSymbolicLink(folder.resolve(name), target);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private LeashedProcess run(Map<String, String> variables, String... arguments) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(Path.of("hack/kubectl").toAbsolutePath().toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", home.toString()));
        builder.environment().putAll(variables);
        return LeashedProcess.start(builder);
    }
}
