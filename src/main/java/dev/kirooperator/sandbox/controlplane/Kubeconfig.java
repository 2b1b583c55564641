package dev.kirooperator.sandbox.controlplane;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The text of a kubeconfig with one cluster and one user. */
final class Kubeconfig {

    private Kubeconfig() {}

    /**
     * @param url of the API server
     * @param certificate PEM, what the client trusts
     * @param token the user's bearer token
     */
    static String of(String url, String certificate, String token) {
        String authority = Base64.getEncoder().encodeToString(certificate.getBytes(StandardCharsets.US_ASCII));
        return """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: kiro-sandbox
                    cluster:
                      server: %s
                      certificate-authority-data: %s
                users:
                  - name: kiro-sandbox-admin
                    user:
                      token: %s
                contexts:
                  - name: kiro-sandbox
                    context:
                      cluster: kiro-sandbox
                      user: kiro-sandbox-admin
                current-context: kiro-sandbox
                """.formatted(url, authority, token);
    }
}
