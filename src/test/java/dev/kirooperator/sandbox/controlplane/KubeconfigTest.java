package dev.kirooperator.sandbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class KubeconfigTest {

    @Test
    void a_kubernetes_client_reads_server_certificate_and_token() {
        Config config = Config.fromKubeconfig(Kubeconfig.of("https://127.0.0.1:6443", "a certificate", "a-token"));

        assertThat(config.getMasterUrl()).isEqualTo("https://127.0.0.1:6443/");
        assertThat(config.getAutoOAuthToken()).isEqualTo("a-token");
        assertThat(new String(Base64.getDecoder().decode(config.getCaCertData()), StandardCharsets.US_ASCII))
                .isEqualTo("a certificate");
        assertThat(config.getCurrentContext().getName()).isEqualTo("kiro-sandbox");
    }
}
