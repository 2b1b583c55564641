package dev.kirooperator.sandbox.controlplane;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks an API server whether it is ready for use. */
final class ReadinessProbe {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final HttpClient client;
    private final String url;
    private final String token;

    /** @param certificate PEM, the only certificates that are trusted */
    ReadinessProbe(String url, String certificate, String token) throws ControlPlaneException {
        this.client = HttpClient.newBuilder()
                .sslContext(trusting(certificate))
                .connectTimeout(ANSWER_LIMIT)
                .build();
        this.url = url;
        this.token = token;
    }

    /** True when {@code /readyz} is ok and the namespace {@code default} exists. */
    boolean isReady() throws InterruptedException {
        return isOk("/readyz") && isOk("/api/v1/namespaces/default");
    }

    private boolean isOk(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(ANSWER_LIMIT)
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYetListening) {
            return false;
        }
    }

    private static SSLContext trusting(String certificate) throws ControlPlaneException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII)))) {
                store.setCertificateEntry("server-" + number++, one);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new ControlPlaneException(
                    "Expected the certificates that kube-apiserver made for itself, could not read them (" + e
                            + "). Delete the work folder and start again.",
                    e);
        }
    }
}
