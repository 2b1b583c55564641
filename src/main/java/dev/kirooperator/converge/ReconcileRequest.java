package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.aws.Urgency;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Somebody's wish, by annotation, that the operator looks at AWS now. */
public final class ReconcileRequest {

    private ReconcileRequest() {}

    /** The value of the annotation. */
    public static Optional<String> of(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations())
                .map((Map<String, String> annotations) -> annotations.get(Annotations.RECONCILE_REQUESTED_AT));
    }

    /**
     * Whether there is a wish that was not yet acted on.
     *
     * @param lastHandled the value in {@code status.lastHandledReconcileAt}
     */
    public static boolean isNew(HasMetadata object, Optional<String> lastHandled) {
        Optional<String> requested = of(object);
        return requested.isPresent() && !requested.equals(lastHandled);
    }

    /**
     * How old what is known may be in the look at an object.
     *
     * @param usual without a new wish
     */
    public static Freshness freshness(
            HasMetadata object, Optional<String> lastHandled, Duration usual, InstantSource clock) {
        return isNew(object, lastHandled) ? new Freshness.Forced(clock.instant(), clock) : new Freshness.Usual(usual);
    }

    /**
     * How soon an object that stays gets its turn: sooner where somebody waits for it.
     *
     * @param lastSeen the generation in {@code status.observedGeneration}; empty for an object that is new
     */
    public static Urgency urgency(HasMetadata object, Optional<Long> lastSeen, Optional<String> lastHandled) {
        boolean isChanged = lastSeen.filter(
                        seen -> !seen.equals(object.getMetadata().getGeneration()))
                .isPresent();
        return isChanged || isNew(object, lastHandled) ? Urgency.CHANGED : Urgency.USUAL;
    }

    /** The wish that counts as acted on after a reconcile: one whose look failed somewhere stays open. */
    public static Optional<String> handled(HasMetadata object, Optional<String> lastHandled, Progress progress) {
        return progress.hasFailed() ? lastHandled : of(object);
    }
}
