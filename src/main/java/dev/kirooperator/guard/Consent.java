package dev.kirooperator.guard;

import dev.kirooperator.api.v1alpha1.Annotations;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody's yes to removals that are held back.
 *
 * @param given the value of the object's annotation
 * @param hash names exactly what is held back
 */
public record Consent(Optional<String> given, String hash) {

    public static Consent of(HasMetadata object, String hash) {
        return new Consent(given(object), hash);
    }

    public static Optional<String> given(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations())
                .map((Map<String, String> annotations) -> annotations.get(Annotations.APPROVE_PLAN));
    }

    public boolean isGiven() {
        return given.filter(hash::equals).isPresent();
    }

    /** How to say yes; also that what was said so far is none. */
    public String ask() {
        String other = given.isPresent() && !isGiven()
                ? "The present value of the annotation names something else and lets nothing through. "
                : "";
        return other + "If it is meant, annotate this object with " + Annotations.APPROVE_PLAN + ": " + hash;
    }
}
