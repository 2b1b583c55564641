package dev.kirooperator.launcher;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Leaves out of every object that is read what the API server notes of each field's managers: it is as long as the object itself,
 * nobody here reads it, and the informers keep every object. Where an object is written back without it the API server keeps its own
 * (https://kubernetes.io/docs/reference/using-api/server-side-apply/#clearing-managedfields).
 */
@Singleton
final class WithoutManagedFields implements KubernetesClientObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addMixIn(ObjectMeta.class, Trimmed.class);
    }

    @JsonIgnoreProperties("managedFields")
    private interface Trimmed {}
}
