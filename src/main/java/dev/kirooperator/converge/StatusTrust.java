package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.Sealed;
import dev.kirooperator.status.EventPublisher;
import dev.kirooperator.status.StatusSeal;
import dev.kirooperator.status.Transition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;

/** Keeps a status that somebody else wrote from deciding anything. */
public final class StatusTrust {

    private static final PatchContext JSON_PATCH = PatchContext.of(PatchType.JSON);
    private static final Transition REJECTED = new Transition(
            true,
            Reason.STATUS_REJECTED.label(),
            "Somebody else than the operator wrote this object's status. It was removed, and nothing of it was believed: the operator "
                    + "looks at AWS anew. A user that it had created may count as found from now on (spec.adopt takes it back), and what an "
                    + "object that is being deleted had at AWS stays there, but for memberships, which an Exclusive team ends");

    private final StatusSeal seal;
    private final KubernetesClient client;
    private final EventPublisher events;

    public StatusTrust(StatusSeal seal, KubernetesClient client, EventPublisher events) {
        this.seal = seal;
        this.client = client;
        this.events = events;
    }

    /**
     * Whether the object's status is not the operator's; it is removed then, with a Warning Event, and the object has to be looked at
     * again.
     */
    public <S extends Sealed<S>, T extends CustomResource<?, S>> boolean rejects(T object) {
        if (seal.isGenuine(object)) {
            return false;
        }
        String version = object.getMetadata().getResourceVersion();
        client.resource(object)
                .subresource("status")
                .patch(
                        JSON_PATCH,
                        "[{\"op\":\"test\",\"path\":\"/metadata/resourceVersion\",\"value\":\"" + version
                                + "\"},{\"op\":\"remove\",\"path\":\"/status\"}]");
        events.publish(object, List.of(REJECTED));
        return true;
    }

    /** Seals the object's status, and returns the object. */
    public <S extends Sealed<S>, T extends CustomResource<?, S>> T seal(T object) {
        return seal.seal(object);
    }
}
