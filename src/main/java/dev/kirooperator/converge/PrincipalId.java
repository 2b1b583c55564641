package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.status.Finding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The principal of an identity provider that an object names by annotation. That such principals have ids of the same form as those of
 * Identity Store is inferred: the assignment operations have one member for both.
 */
public final class PrincipalId {

    /** The form of {@code PrincipalId} in AWS's models. */
    private static final Pattern FORM = Pattern.compile(
            "([0-9a-f]{10}-)?[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}");

    private PrincipalId() {}

    /** The id; empty where there is none or one of another form. */
    public static Optional<String> of(HasMetadata object) {
        return annotation(object).filter(PrincipalId::isWellFormed);
    }

    /** Whether the object has the annotation, be its value good or bad. */
    public static boolean isNamed(HasMetadata object) {
        return annotation(object).isPresent();
    }

    /** What is wrong with the annotation, if anything. */
    public static Optional<Finding> objection(HasMetadata object) {
        return annotation(object)
                .filter(value -> !isWellFormed(value))
                .map(value -> new Finding(
                        Finding.Kind.STALLED,
                        Reason.INVALID_SPEC,
                        expected("is \"" + value + "\"; "),
                        expected(""),
                        false));
    }

    /** What was found is for the object's own reader; an Event goes further, and somebody may have written an address there. */
    private static String expected(String found) {
        return "The annotation " + Annotations.PRINCIPAL_ID + " " + found
                + (found.isEmpty() ? "has to be" : "expected")
                + " the id that Kiro's own directory has for the provider's group or "
                + "user, such as 9067642ac7-c66b5b83-1a2b-4c5d-8e9f-a1b2c3d4e5f6 (the first part may be missing). What was "
                + "assigned before stays as it is";
    }

    private static boolean isWellFormed(String value) {
        return FORM.matcher(value).matches();
    }

    private static Optional<String> annotation(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations())
                .map((Map<String, String> annotations) -> annotations.get(Annotations.PRINCIPAL_ID));
    }
}
