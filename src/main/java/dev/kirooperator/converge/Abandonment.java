package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.status.Transition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** The end of a deletion that cannot be finished at AWS: a person has said so, or this operator writes nothing at all. Pure. */
public final class Abandonment {

    private Abandonment() {}

    /**
     * The Event that says what is left behind; empty while the deletion goes on.
     *
     * @param failure why the last step was not done, if it failed
     * @param leftBehind what stays at AWS, as far as the status knows it
     */
    public static Optional<Transition> of(HasMetadata object, Optional<AwsException> failure, String leftBehind) {
        boolean onlyObserves = failure.map(AwsException::failure)
                .filter(AwsFailure.ReadOnly.class::isInstance)
                .isPresent();
        boolean isGivenUp = Optional.ofNullable(object.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Annotations.ABANDON))
                .filter("true"::equals)
                .isPresent();
        if (!onlyObserves && !isGivenUp) {
            return Optional.empty();
        }
        String why = onlyObserves
                ? "while the operator only observes (kiro.mode: Observe), so nothing was written to AWS"
                : "and given up by the annotation " + Annotations.ABANDON
                        + failure.map(e -> ": " + e.failure().call().operation() + " failed")
                                .orElse("");
        return Optional.of(
                new Transition(
                        true,
                        Reason.LEFT_BEHIND.label(),
                        "This object is deleted " + why + ". "
                                + (leftBehind.isEmpty()
                                        ? "Its status names nothing at AWS"
                                        : leftBehind
                                                + ". An object of this name that is applied again finds it there; else undo it in the AWS console")));
    }
}
