package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinsTest {

    @TempDir
    private Path checkout;

    private Pins pins;

    @BeforeEach
    void write() throws IOException {
        pins = TestingFiles.pins(checkout.resolve("hack/control-plane"), TestingFiles.CHECKSUM);
    }

    @Test
    void are_found_from_any_folder_of_the_checkout() throws IOException {
        Path below = Files.createDirectories(checkout.resolve("src/main"));

        assertThat(Pins.above(below)).isEqualTo(pins);
        assertThat(Pins.above(checkout)).isEqualTo(pins);
    }

    @Test
    void outside_a_checkout_the_error_says_where_to_start(@TempDir Path elsewhere) {
        assertThatThrownBy(() -> Pins.above(elsewhere))
                .isInstanceOf(ControlPlaneException.class)
                .hasMessageContaining("hack/control-plane")
                .hasMessageContaining(elsewhere.toString())
                .hasMessageContaining("Start from inside a checkout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kube/go.mod", "kube/go.sum", "etcd/go.mod", "etcd/go.sum", "envtest.sha512"})
    void any_changed_file_changes_the_hash(String file) throws IOException {
        String before = pins.hash();

        Files.writeString(pins.folder().resolve(file), "more\n", StandardOpenOption.APPEND);

        assertThat(pins.hash()).matches("[0-9a-f]{16}").isNotEqualTo(before);
    }

    @Test
    void the_hash_depends_on_nothing_but_the_files(@TempDir Path other) throws IOException {
        assertThat(TestingFiles.pins(other, TestingFiles.CHECKSUM).hash()).isEqualTo(pins.hash());
    }

    @Test
    void the_version_of_kubernetes_is_that_of_the_module() throws IOException {
        assertThat(pins.kubernetesVersion()).isEqualTo(new Pins.KubernetesVersion("v1.2.3", "1", "2"));
    }

    @Test
    void a_module_without_kubernetes_is_an_error() throws IOException {
        Files.writeString(pins.kubeModule().resolve("go.mod"), "module kube\n");

        assertThatThrownBy(pins::kubernetesVersion)
                .isInstanceOf(ControlPlaneException.class)
                .hasMessageContaining("k8s.io/kubernetes");
    }

    @Test
    void the_archive_of_a_platform_has_its_version_and_checksum() throws IOException {
        assertThat(pins.archive(new Platform("linux", "amd64")))
                .contains(new Pins.Archive("envtest-v1.2.0-linux-amd64.tar.gz", "v1.2.0", TestingFiles.CHECKSUM));
        assertThat(pins.archive(new Platform("plan9", "amd64"))).isEmpty();
    }

    @Test
    void a_damaged_checksum_is_none() throws IOException {
        Pins damaged = TestingFiles.pins(pins.folder(), TestingFiles.CHECKSUM.substring(1));

        assertThat(damaged.archive(new Platform("linux", "amd64"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"linux, amd64", "linux, arm64", "darwin, amd64", "darwin, arm64"})
    void the_checked_in_pins_have_an_archive_of_the_minor_version_they_build(String os, String arch)
            throws IOException {
        Pins real = Pins.above(Path.of(""));

        assertThat(real.archive(new Platform(os, arch)))
                .hasValueSatisfying(archive -> assertThat(archive.version())
                        .startsWith("v1." + version(real).minor() + "."));
    }

    private static Pins.KubernetesVersion version(Pins pins) {
        try {
            return pins.kubernetesVersion();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
