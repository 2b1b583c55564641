package dev.kirooperator.status;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;

/** Writes transitions as Kubernetes Events, and warnings also to the log. An Event that cannot be written is logged and otherwise ignored. */
public final class EventPublisher {

    private static final Logger LOG = Logger.getLogger(EventPublisher.class);
    private static final String COMPONENT = "kiro-operator";

    private final KubernetesClient client;
    private final Clock clock;

    public EventPublisher(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    public void publish(HasMetadata about, List<Transition> transitions) {
        transitions.forEach(transition -> publish(about, transition));
    }

    private void publish(HasMetadata about, Transition transition) {
        if (transition.warning()) {
            LOG.warnf(
                    "%s %s/%s: %s. %s",
                    about.getKind(),
                    about.getMetadata().getNamespace(),
                    about.getMetadata().getName(),
                    transition.reason(),
                    transition.note());
        }
        Instant now = clock.instant();
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        String name = about.getMetadata().getName() + "."
                + Long.toHexString(now.getEpochSecond() * 1_000_000_000L + now.getNano()) + "."
                + Integer.toHexString(transition.hashCode());
        var event = new EventBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(about.getMetadata().getNamespace())
                .endMetadata()
                .withInvolvedObject(new ObjectReferenceBuilder()
                        .withApiVersion(about.getApiVersion())
                        .withKind(about.getKind())
                        .withNamespace(about.getMetadata().getNamespace())
                        .withName(about.getMetadata().getName())
                        .withUid(about.getMetadata().getUid())
                        .build())
                .withType(transition.warning() ? "Warning" : "Normal")
                .withReason(transition.reason())
                .withMessage(transition.note())
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withCount(1)
                .withNewSource()
                .withComponent(COMPONENT)
                .endSource()
                .withReportingComponent(COMPONENT)
                .build();
        try {
            client.resource(event).create();
        } catch (KubernetesClientException e) {
            LOG.warnf(
                    "Event %s about %s %s/%s could not be written: HTTP %d",
                    transition.reason(),
                    about.getKind(),
                    about.getMetadata().getNamespace(),
                    about.getMetadata().getName(),
                    e.getCode());
        }
    }
}
