package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.sandbox.controlplane.TestingJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

    @TempDir
    private Path parent;

    @Test
    void onlyItsOwnerCanReadItAndClosingDeletesIt() throws Exception {
        try (WorkFolder folder = WorkFolder.create(parent)) {
            assertThat(Files.getPosixFilePermissions(folder.path()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(folder.path().resolve("control-plane/etcd"));
            Files.writeString(folder.path().resolve("control-plane/kubeconfig"), "secret");
        }

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void itHasTheShortNameThatUsersTypeUnlessThatIsTaken() throws Exception {
        try (WorkFolder first = WorkFolder.create(parent);
                WorkFolder second = WorkFolder.create(parent)) {
            assertThat(first.path().getFileName())
                    .hasToString("kiro-sandbox-" + ProcessHandle.current().pid());
            assertThat(second.path().getFileName().toString()).startsWith("kiro-sandbox-");
            assertThat(second.path()).isNotEqualTo(first.path());
        }
    }

    @Test
    void theFolderOfALivingProcessStaysAndThatOfAKilledOneIsSweptAway() throws Exception {
        Process holder =
                TestingJvm.running(WorkFolderHolder.class, parent.toString()).start();
        try (BufferedReader output = holder.inputReader()) {
            Path folder = Path.of(output.readLine());
            Files.writeString(folder.resolve("kubeconfig"), "secret");

            assertThat(WorkFolder.sweep(parent)).isZero();
            assertThat(folder).isDirectory();

            holder.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();

            assertThat(WorkFolder.sweep(parent)).isEqualTo(1);
            assertThat(parent).isEmptyDirectory();
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void whatIsNotOursIsNotTouched() throws IOException {
        Files.createDirectories(parent.resolve("kiro-sandbox-notes"));
        Files.createDirectories(parent.resolve("other"));
        Files.writeString(parent.resolve("other/lock"), "");
        Files.writeString(parent.resolve("kiro-sandbox-file"), "");

        assertThat(WorkFolder.sweep(parent)).isZero();
        assertThat(parent).isDirectoryContaining("glob:**kiro-sandbox-notes").isDirectoryContaining("glob:**other");
        assertThat(parent.resolve("kiro-sandbox-file")).exists();
    }
}
