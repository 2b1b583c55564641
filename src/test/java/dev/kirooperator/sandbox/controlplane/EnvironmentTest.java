package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {

    @TempDir
    private Path folder;

    @Test
    void an_empty_variable_counts_as_not_set() {
        Environment environment = with(Map.of("EMPTY", "", "SET", "value"));

        assertThat(environment.variable("EMPTY")).isEmpty();
        assertThat(environment.variable("ABSENT")).isEmpty();
        assertThat(environment.variable("SET")).contains("value");
    }

    @Test
    void the_first_executable_in_path_wins() throws IOException {
        Path notExecutable = Files.createDirectory(folder.resolve("a")).resolve("tool");
        Files.writeString(notExecutable, "text");
        Files.createDirectories(folder.resolve("b/tool"));
        Path first = TestingFiles.script(folder.resolve("c/tool"), "exit 0");
        TestingFiles.script(folder.resolve("d/tool"), "exit 0");

        Environment environment = with(Map.of("PATH", "%1$s/a::%1$s/b:%1$s/absent:%1$s/c:%1$s/d".formatted(folder)));

        assertThat(environment.onPath("tool")).contains(first);
        assertThat(environment.onPath("other")).isEmpty();
    }

    @Test
    void nothing_is_found_without_a_path() {
        assertThat(with(Map.of()).onPath("sh")).isEmpty();
    }

    @Test
    void the_cache_is_in_the_home_folder_unless_an_absolute_one_is_set() {
        assertThat(with(Map.of()).cacheHome()).isEqualTo(folder.resolve(".cache"));
        assertThat(with(Map.of("XDG_CACHE_HOME", "/elsewhere")).cacheHome()).isEqualTo(Path.of("/elsewhere"));
        assertThat(with(Map.of("XDG_CACHE_HOME", "relative")).cacheHome()).isEqualTo(folder.resolve(".cache"));
    }

    @Test
    void the_system_has_the_variables_of_this_process() {
        assertThat(Environment.system().variables()).isEqualTo(System.getenv());
    }

    private Environment with(Map<String, String> variables) {
        return new Environment(variables, folder, new Platform("linux", "amd64"));
    }
}
