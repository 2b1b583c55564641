package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {

    @TempDir
    private Path folder;

    @Test
    void a_file_replaces_a_readable_one_by_a_private_one() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "a long old text");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        PrivateFiles.write(file, "new");

        assertThat(file).hasContent("new");
        assertMode(file, "rw-------");
    }

    @Test
    void a_folder_is_made_with_its_parents() throws IOException {
        assertMode(PrivateFiles.folder(folder.resolve("a/b")), "rwx------");
    }

    @Test
    void an_existing_folder_is_narrowed() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertMode(PrivateFiles.folder(open), "rwx------");
    }

    private static void assertMode(Path path, String mode) throws IOException {
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString(mode));
    }
}
