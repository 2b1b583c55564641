package dev.kirooperator.launcher;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Keeps small what is read from the cluster, since the informers keep every object, members twice.
 *
 * <p>What the API server notes of each field's managers is as long as the object itself, and nobody here reads it. Where an object is
 * written back without it the API server keeps its own
 * (https://kubernetes.io/docs/reference/using-api/server-side-apply/#clearing-managedfields). And of each text there is one: most are the
 * same in thousands of objects, and all are the same in both copies of one.
 */
@Singleton
final class LeanObjects implements KubernetesClientObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addMixIn(ObjectMeta.class, WithoutManagedFields.class);
        mapper.registerModule(new SimpleModule("lean").addDeserializer(String.class, new Interned()));
    }

    @JsonIgnoreProperties("managedFields")
    private interface WithoutManagedFields {}

    private static final class Interned extends StdScalarDeserializer<String> {

        private static final long serialVersionUID = 1;
        private static final int LONGEST = 200;

        Interned() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            return text == null || text.length() > LONGEST ? text : text.intern();
        }
    }
}
