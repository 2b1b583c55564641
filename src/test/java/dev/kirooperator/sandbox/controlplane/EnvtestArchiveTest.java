package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvtestArchiveTest {

    @TempDir
    private Path folder;

    @Test
    void yields_the_three_programs_executable() throws Exception {
        unpack(TestingArchive.whole(), folder);

        assertThat(Binaries.in(folder)).isPresent();
    }

    @Test
    void yields_nothing_else() throws Exception {
        unpack(TestingArchive.whole().file("controller-tools/envtest/extra", "x"), folder);

        assertThat(folder).isDirectoryNotContaining("glob:**extra");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "/evil",
                "controller-tools/envtest/../../../evil",
                "controller-tools/other/evil",
                "controller-tools/envtestevil"
            })
    void an_entry_outside_the_archives_folder_is_refused_before_anything_is_unpacked(String name) throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));

        assertRefused(() -> unpack(TestingArchive.whole().file(name, "evil"), target), "'" + name + "'");

        assertThat(target).isEmptyDirectory();
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void a_link_in_place_of_a_program_is_refused() {
        TestingArchive archive = new TestingArchive()
                .file("controller-tools/envtest/kube-apiserver", "x")
                .file("controller-tools/envtest/kubectl", "x")
                .link("controller-tools/envtest/etcd", "/bin/sh");

        assertRefused(() -> unpack(archive, folder), "the regular file controller-tools/envtest/etcd");
    }

    @Test
    void an_archive_that_lacks_a_program_is_refused() {
        assertRefused(
                () -> unpack(new TestingArchive().file("controller-tools/envtest/etcd", "x"), folder),
                "controller-tools/envtest/kube-apiserver");
    }

    @Test
    void what_is_no_archive_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("no.tar.gz"), "<html>Not found</html>");

        assertRefused(() -> EnvtestArchive.unpack(file, folder, machine(Map.of())), "to end with 0");
    }

    @Test
    void without_tar_the_error_names_it() {
        assertRefused(
                () -> EnvtestArchive.unpack(folder.resolve("x"), folder, machine(Map.of("PATH", "/nowhere"))),
                "no 'tar' in PATH");
    }

    private void unpack(TestingArchive archive, Path target) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("archive.tar.gz"), archive.gzipped());
        EnvtestArchive.unpack(file, target, machine(Map.of()));
    }

    private Environment machine(Map<String, String> variables) {
        return TestingFiles.environment(folder, variables);
    }

    private static void assertRefused(ThrowingCallable action, String message) {
        assertThatThrownBy(action).isInstanceOf(ControlPlaneException.class).hasMessageContaining(message);
    }
}
