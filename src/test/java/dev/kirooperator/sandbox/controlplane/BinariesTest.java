package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinariesTest {

    @TempDir
    private Path folder;

    @Test
    void are_the_three_programs_of_a_folder() throws IOException {
        TestingFiles.programs(folder);

        assertThat(Binaries.in(folder))
                .contains(new Binaries(
                        folder.resolve("kube-apiserver"), folder.resolve("etcd"), folder.resolve("kubectl")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kube-apiserver", "etcd", "kubectl"})
    void are_not_there_when_one_is_missing(String missing) throws IOException {
        Files.delete(TestingFiles.programs(folder).resolve(missing));

        assertThat(Binaries.in(folder)).isEmpty();
        assertThat(Binaries.missingFrom(folder)).containsExactly(missing);
    }

    @Test
    void are_not_there_when_one_is_not_executable() throws IOException {
        Files.setPosixFilePermissions(
                TestingFiles.programs(folder).resolve("etcd"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(Binaries.missingFrom(folder)).containsExactly("etcd");
    }

    @Test
    void are_not_in_a_folder_that_is_not_there() {
        assertThat(Binaries.in(folder.resolve("absent"))).isEmpty();
    }
}
