package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.Sealed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Duration;

/** Server-side apply of a status, of which nothing stays that somebody else wrote, but for conditions of types that are not the operator's. */
public final class StatusPatch {

    /** The operator's field manager. */
    public static final String FIELD_MANAGER = "kiro-operator";

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(FIELD_MANAGER)
            .withForce(true)
            .build();
    private static final PatchContext JSON_PATCH = PatchContext.of(PatchType.JSON);
    private static final Triggers.OwnChanges CHANGES = new Triggers.OwnChanges();

    private StatusPatch() {}

    /** The only metadata that a status patch carries; anything more would be applied too. */
    public static ObjectMeta metadata(HasMetadata object) {
        return new ObjectMetaBuilder()
                .withName(object.getMetadata().getName())
                .withNamespace(object.getMetadata().getNamespace())
                .build();
    }

    /** Applies a status in the middle of a reconcile. */
    public static <S extends Sealed<S>, T extends CustomResource<?, S>> T apply(KubernetesClient client, T patch) {
        T answer = client.resource(patch).subresource("status").patch(APPLY);
        return patch.getStatus().equals(answer.getStatus()) ? answer : replace(client, answer, patch);
    }

    /**
     * Applies the status that a reconcile has come to; the next one sees it. The SDK (5.3.2) takes every change of the object that comes
     * in while it writes for its own, so whoever deletes or changes the object in that moment would wait for the next look; the answer
     * tells. Mended in JOSDK 5.3.5 (operator-framework/java-operator-sdk pull request 3414), which this project cannot have yet.
     *
     * @param seen the object as the reconcile began with it
     * @param next when to look again if it has not changed since
     * @return when to look again
     */
    public static <S extends Sealed<S>, T extends CustomResource<?, S>> Duration apply(
            Context<T> context, T seen, T patch, Duration next) {
        T answer = context.resourceOperations()
                .resourcePatch(
                        patch,
                        p -> apply(context.getClient(), p),
                        context.eventSourceRetriever().getControllerEventSource());
        return CHANGES.accept(answer, seen) ? Duration.ZERO : next;
    }

    /** An apply leaves fields that another manager owns: a backup that was restored, or whoever wrote status by hand. */
    private static <S extends Sealed<S>, T extends CustomResource<?, S>> T replace(
            KubernetesClient client, T answer, T patch) {
        return client.resource(answer)
                .subresource("status")
                .patch(
                        JSON_PATCH,
                        "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":"
                                + client.getKubernetesSerialization().asJson(patch.getStatus())
                                + "}]");
    }
}
