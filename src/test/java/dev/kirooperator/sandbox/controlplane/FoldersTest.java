package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    @TempDir
    private Path root;

    @Test
    void a_folder_goes_with_all_that_is_in_it() throws IOException {
        Path folder = root.resolve("folder");
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(folder.resolve("deep/file"), "x");

        Folders.delete(folder);

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void what_a_link_points_to_stays() throws IOException {
        Path outside = Files.createDirectory(root.resolve("outside"));
        Path kept = Files.writeString(outside.resolve("file"), "x");
        Path folder = Files.createDirectory(root.resolve("folder"));
        Files.createSymbolicLink(folder.resolve("link"), outside);

        Folders.delete(folder);

        assertThat(kept).exists();
        assertThat(folder).doesNotExist();
    }

    @Test
    void an_absent_folder_is_no_error() throws IOException {
        Folders.delete(root.resolve("absent"));

        assertThat(root).isEmptyDirectory();
    }
}
