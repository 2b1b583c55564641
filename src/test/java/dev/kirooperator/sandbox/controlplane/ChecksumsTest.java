package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the examples that NIST publishes for the message "abc" (FIPS 180-4). */
class ChecksumsTest {

    @TempDir
    private Path folder;

    @Test
    void sha256_runs_over_all_files_in_turn() throws IOException {
        List<Path> files =
                List.of(Files.writeString(folder.resolve("1"), "ab"), Files.writeString(folder.resolve("2"), "c"));

        assertThat(Checksums.sha256(files))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void sha512_is_that_of_the_content() throws IOException {
        assertThat(Checksums.sha512(Files.writeString(folder.resolve("1"), "abc")))
                .isEqualTo("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    }
}
