package dev.kirooperator.launcher;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Gives the Lease back when a leader is stopped, so that another replica takes over within seconds and not when the Lease runs out. The
 * SDK does not (https://github.com/operator-framework/java-operator-sdk/pull/2059).
 */
@Singleton
final class LeaseRelease {

    private static final Logger LOG = Logger.getLogger(LeaseRelease.class);

    /** After the SDK's own, which ends the reconciles, and after which nothing is written to AWS any more. */
    private static final int AFTER_THE_SDK = 4000;

    private final KiroConfig.LeaderElection election;
    private final LeaseIdentity identity;
    private final KubernetesClient client;

    LeaseRelease(KiroConfig config, LeaseIdentity identity, KubernetesClient client) {
        this.election = config.leaderElection();
        this.identity = identity;
        this.client = client;
    }

    void release(@Observes @Priority(AFTER_THE_SDK) ShutdownEvent event) {
        if (!election.enabled()) {
            return;
        }
        try {
            Optional.ofNullable(client.leases()
                            .inNamespace(election.leaseNamespace().orElseGet(client::getNamespace))
                            .withName(election.leaseName())
                            .get())
                    .filter(lease -> identity.value().equals(lease.getSpec().getHolderIdentity()))
                    .ifPresent(this::release);
        } catch (KubernetesClientException e) {
            LOG.infof("The Lease is left to run out, since it could not be given back: HTTP %d", e.getCode());
        }
    }

    private void release(Lease lease) {
        lease.getSpec().setHolderIdentity("");
        lease.getSpec().setLeaseDurationSeconds(1);
        client.resource(lease)
                .lockResourceVersion(lease.getMetadata().getResourceVersion())
                .update();
    }
}
