package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.status.Finding;
import java.time.Instant;
import java.util.Optional;

/** Says how far the assignment of an identity provider's principal is. Pure. */
public final class PrincipalWords {

    private PrincipalWords() {}

    /** A step as {@code mode: Observe} tells it; empty for one that writes nothing. */
    public static Optional<String> toDo(PrincipalPlanner.Step step, String kind) {
        if (step instanceof PrincipalPlanner.Step.Create create) {
            return Optional.of(
                    "assign the provider's " + kind + " " + create.wanted().id() + " the plan "
                            + create.wanted().plan().label());
        }
        if (step instanceof PrincipalPlanner.Step.Update update) {
            return Optional.of("change the plan of the provider's " + kind + " "
                    + update.wanted().id() + " to " + update.wanted().plan().label());
        }
        return step instanceof PrincipalPlanner.Step.GiveBack back
                ? Optional.of("give the assignment of the provider's " + kind + " " + back.id() + " back")
                : Optional.empty();
    }

    /** What is known of a request that AWS took. */
    public static String taken(String kind, String id, Plan plan) {
        return "AWS took the request to assign the provider's " + kind + " " + id + " the plan " + plan.label()
                + "; whether it has come into force cannot be read back from a Kiro profile with an identity provider of its own";
    }

    /** What a refusal means that neither a new assignment nor a change of one gets past. */
    public static Finding held(String kind, String id, Plan plan, Instant until) {
        return Finding.progressing(
                Reason.CANCELLED_THIS_MONTH,
                "AWS refused to assign the provider's " + kind + " " + id + " the plan " + plan.label()
                        + " and to change an assignment to it: most likely it was given back this month, and AWS takes a new "
                        + "one when the month turns; or a person who has it did not sign in yet, before which AWS changes "
                        + "nothing. The operator asks again at " + until);
    }

    /** What a conflict means of an assignment that nothing may be asked for instead; empty for any other failure. */
    public static Optional<Finding> foreign(AwsException failure, String kind) {
        return failure.failure() instanceof AwsFailure.Conflict conflict
                ? Optional.of(Finding.stalled(
                        Reason.CONFLICT,
                        conflict.call().describe() + ". Most likely the provider's " + kind
                                + " has an assignment already that this object did not ask for, so the operator neither changes it "
                                + "nor gives it back; or one was given back this month, and AWS takes a new one when the month "
                                + "turns. The operator goes on asking. To take it over, have a tenancy rule allow adoption to "
                                + "this namespace"))
                : Optional.empty();
    }

    /** What a failure means that says AWS does not know the principal; empty for any other. */
    public static Optional<Finding> unknown(AwsException failure, String kind) {
        boolean nobody = failure.failure() instanceof AwsFailure.NotFound missing && !missing.isAboutTheSetting();
        return nobody
                ? Optional.of(Finding.stalled(
                        Reason.NOT_FOUND,
                        failure.failure().call().describe() + ". Kiro knows no such " + kind
                                + ": correct the annotation "
                                + Annotations.PRINCIPAL_ID + ", or have the provider deliver the " + kind
                                + ". The operator goes on asking"))
                : Optional.empty();
    }
}
