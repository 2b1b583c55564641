package dev.kirooperator.testing;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;

/** What a real API server has against a patch. */
public final class TestingApiServer {

    private TestingApiServer() {}

    /** Refuses a status of which nothing is left once its nulls are gone, as the API server does in a server-side apply. */
    public static void check(CustomResource<?, ?> patch) {
        if (Serialization.asJson(patch.getStatus()).equals("{}")) {
            throw new KubernetesClientException(
                    "status: Invalid value: null: must be of type object",
                    422,
                    new StatusBuilder().withCode(422).withReason("Invalid").build());
        }
    }
}
