package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With scripts in the place of kubectl; {@link SandboxIT} has the real one. */
class UserKubeconfigTest {

    @TempDir
    private Path folder;

    @Test
    void theCopyIsWhatKubectlSaysOfThatContextWithTheNamespaceAsItsDefault() throws Exception {
        Path kubectl = kubectl("""
                case "$*" in
                'config get-contexts --output=name') printf 'kind-a\\nkind-b\\n' ;;
                'config view --raw --flatten --minify --context=kind-b') echo 'current-context: kind-b' ;;
                *) echo "$*" >>"$1.seen"; echo 'Context "kind-b" modified.' ;;
                esac
                """.replace("$1.seen", folder.resolve("seen").toString()));

        Path copy = new UserKubeconfig(kubectl).copy("kind-b", "kiro-sandbox", folder);

        assertThat(copy).hasContent("current-context: kind-b");
        assertThat(folder.resolve("seen"))
                .hasContent("--kubeconfig=" + copy + " config set-context --current --namespace=kiro-sandbox");
    }

    @Test
    void anUnknownContextIsAnsweredWithThoseThatThereAre() throws Exception {
        UserKubeconfig kubeconfig = new UserKubeconfig(kubectl("printf 'kind-a\\nkind-b\\n'"));

        assertThatThrownBy(() -> kubeconfig.copy("kind-c", "kiro-sandbox", folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Expected the context kind-c")
                .hasMessageContaining("found kind-a, kind-b");
    }

    @Test
    void noContextAtAllIsSaid() throws Exception {
        UserKubeconfig kubeconfig = new UserKubeconfig(kubectl("exit 0"));

        assertThatThrownBy(() -> kubeconfig.copy("kind-c", "kiro-sandbox", folder))
                .hasMessageContaining("found no context at all")
                .hasMessageContaining("KUBECONFIG, else ~/.kube/config");
    }

    @Test
    void whatKubectlComplainsOfIsPassedOn() throws Exception {
        UserKubeconfig kubeconfig =
                new UserKubeconfig(kubectl("echo 'error: yaml: line 3: mapping values' >&2; exit 1"));

        assertThatThrownBy(() -> kubeconfig.copy("kind-c", "kiro-sandbox", folder))
                .isInstanceOf(IOException.class)
                .hasMessage("Could not read your kubeconfig (KUBECONFIG, else ~/.kube/config). error: yaml: line 3:"
                        + " mapping values");
    }

    private Path kubectl(String body) throws IOException {
        Path file = Files.writeString(folder.resolve("kubectl"), "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
