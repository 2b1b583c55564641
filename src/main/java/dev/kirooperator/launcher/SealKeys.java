package dev.kirooperator.launcher;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that statuses are sealed with: the configured ones, else one that the operator makes once and keeps in a ConfigMap of its own
 * namespace. In a ConfigMap, so that the operator needs no right on Secrets; who must not be able to forge a status must then not be able
 * to read that namespace's ConfigMaps. A key from a Secret, given by the environment, is the stronger choice.
 */
final class SealKeys {

    static final String CONFIG_MAP = "kiro-operator-status-seal";

    private static final String ENTRY = "key";
    private static final int SHORTEST = 32;

    private final KubernetesClient client;

    SealKeys(KubernetesClient client) {
        this.client = client;
    }

    /**
     * The keys, the one in force first.
     *
     * @throws IllegalArgumentException when a configured key is too short
     * @throws IllegalStateException when there is none and none can be kept
     */
    List<byte[]> keys(KiroConfig.Ownership settings) {
        List<String> configured = settings.sealKeys().orElse(List.of());
        if (configured.stream().anyMatch(key -> key.length() < SHORTEST)) {
            throw new IllegalArgumentException("kiro.ownership.seal-keys: expected keys of at least " + SHORTEST
                    + " characters, found a shorter one. Make one with: openssl rand -base64 32");
        }
        return configured.isEmpty()
                ? List.of(kept(settings.sealNamespace()))
                : configured.stream()
                        .map(key -> key.getBytes(StandardCharsets.UTF_8))
                        .toList();
    }

    private byte[] kept(Optional<String> configured) {
        String namespace =
                configured.or(() -> Optional.ofNullable(client.getNamespace())).orElse("default");
        try {
            ConfigMap found = client.configMaps()
                    .inNamespace(namespace)
                    .withName(CONFIG_MAP)
                    .get();
            return read(found == null ? make(namespace) : found);
        } catch (KubernetesClientException e) {
            throw new IllegalStateException(
                    "The key that seals statuses is kept in ConfigMap " + namespace + "/" + CONFIG_MAP
                            + ", which cannot be read or made (HTTP " + e.getCode()
                            + "). Allow the operator to get and create ConfigMaps there, name another namespace in "
                            + "kiro.ownership.seal-namespace, or give a key in kiro.ownership.seal-keys",
                    e);
        }
    }

    private ConfigMap make(String namespace) {
        byte[] key = new byte[SHORTEST];
        new SecureRandom().nextBytes(key);
        ConfigMap made = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(CONFIG_MAP)
                .withNamespace(namespace)
                .addToLabels("app.kubernetes.io/managed-by", "kiro-operator")
                .endMetadata()
                .withImmutable(true)
                .withData(Map.of(ENTRY, Base64.getEncoder().encodeToString(key)))
                .build();
        try {
            return client.resource(made).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return client.configMaps()
                    .inNamespace(namespace)
                    .withName(CONFIG_MAP)
                    .require();
        }
    }

    private static byte[] read(ConfigMap found) {
        String name = found.getMetadata().getNamespace() + "/" + CONFIG_MAP;
        try {
            byte[] key = Base64.getDecoder()
                    .decode(Optional.ofNullable(found.getData())
                            .orElse(Map.of())
                            .getOrDefault(ENTRY, ""));
            if (key.length >= SHORTEST) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw unusable(name, e);
        }
        throw unusable(name, null);
    }

    private static IllegalStateException unusable(String name, @Nullable Throwable cause) {
        return new IllegalStateException(
                "ConfigMap " + name + ": expected " + SHORTEST + " bytes in base64 under \"" + ENTRY
                        + "\", found something else. Delete it, and the operator makes another one; what it knows of the users that it "
                        + "created is lost with the old key",
                cause);
    }
}
