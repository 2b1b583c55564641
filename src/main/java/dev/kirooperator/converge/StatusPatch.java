package dev.kirooperator.converge;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Server-side apply of a status. */
public final class StatusPatch {

    /** The operator's field manager. */
    public static final String FIELD_MANAGER = "kiro-operator";

    private StatusPatch() {}

    /** The only metadata that a status patch carries; anything more would be applied too. */
    public static ObjectMeta metadata(HasMetadata object) {
        return new ObjectMetaBuilder()
                .withName(object.getMetadata().getName())
                .withNamespace(object.getMetadata().getNamespace())
                .build();
    }

    /** Applies a status where the SDK offers no way to, in a clean-up. */
    public static void apply(KubernetesClient client, HasMetadata patch) {
        client.resource(patch)
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(FIELD_MANAGER)
                        .withForce(true)
                        .build());
    }
}
