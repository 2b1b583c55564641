package dev.kirooperator.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kirooperator.api.v1alpha1.Sealed;
import io.fabric8.kubernetes.client.CustomResource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that this operator wrote a status, so that who may write {@code status} in a namespace cannot make the operator touch ids at AWS
 * that it never wrote there itself: HMAC-SHA-256 over the object's kind, namespace and name and over all of the status but its conditions,
 * which decide nothing about ids and may be anybody's.
 *
 * <p>The object's uid is left out on purpose: a status that a backup brings back is still the operator's own word about that object.
 */
public final class StatusSeal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final ObjectMapper canonical = JsonMapper.builder()
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .build();
    private final List<SecretKeySpec> keys;

    /**
     * Makes the seal.
     *
     * @param keys the first one seals, each of them proves; at least one
     */
    public StatusSeal(List<byte[]> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("There is no key to seal with");
        }
        this.keys = keys.stream().map(key -> new SecretKeySpec(key, ALGORITHM)).toList();
    }

    /** Seals the object's status, and returns the object. */
    public <S extends Sealed<S>, T extends CustomResource<?, S>> T seal(T object) {
        object.setStatus(object.getStatus().sealedWith(proof(keys.get(0), object)));
        return object;
    }

    /** Whether nobody but the operator wrote the object's status; true where there is none. */
    public <S extends Sealed<S>, T extends CustomResource<?, S>> boolean isGenuine(T object) {
        S status = object.getStatus();
        if (status == null) {
            return true;
        }
        String seal = status.seal();
        return seal != null && keys.stream().anyMatch(key -> isEqual(seal, proof(key, object)));
    }

    /** The object, without its status where that is not the operator's. */
    public <P, S extends Sealed<S>, T extends CustomResource<P, S>> T believed(T object, Supplier<T> empty) {
        if (isGenuine(object)) {
            return object;
        }
        T bare = empty.get();
        bare.setMetadata(object.getMetadata());
        bare.setSpec(object.getSpec());
        return bare;
    }

    private String proof(SecretKeySpec key, CustomResource<?, ?> object) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String part : List.of(
                    object.getKind(),
                    object.getMetadata().getNamespace(),
                    object.getMetadata().getName())) {
                mac.update(part.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
            }
            return Base64.getEncoder().withoutPadding().encodeToString(mac.doFinal(content(object.getStatus())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        }
    }

    private byte[] content(Object status) {
        Map<String, Object> members = canonical.convertValue(status, MEMBERS);
        members.remove("conditions");
        members.remove("seal");
        try {
            return canonical.writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A status that was read from JSON cannot be written as JSON", e);
        }
    }

    private static boolean isEqual(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
