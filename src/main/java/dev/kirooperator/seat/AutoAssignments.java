package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.AwsCall;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.Unanswered;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes to the newer generation, and to the older one where the newer does not answer. Whichever answers stays in use until it
 * does not answer any more; a refusal is an answer.
 */
final class AutoAssignments implements AssignmentApi {

    private final AssignmentApi newer;
    private final AssignmentApi older;
    private volatile Optional<AssignmentApi> answering = Optional.empty();

    AutoAssignments(AssignmentApi newer, AssignmentApi older) {
        this.newer = newer;
        this.older = older;
    }

    /** The generation that answers; the newer one while none was asked. */
    @Override
    public AssignmentGeneration generation() {
        return answering.orElse(newer).generation();
    }

    @Override
    public void create(Principal principal, Plan plan) {
        write(api -> api.create(principal, plan));
    }

    @Override
    public void update(Principal principal, Plan plan) {
        write(api -> api.update(principal, plan));
    }

    @Override
    public void delete(Principal principal) {
        write(api -> api.delete(principal));
    }

    private void write(Consumer<AssignmentApi> call) {
        AssignmentApi first = answering.orElse(newer);
        try {
            writeTo(first, call);
        } catch (AwsException e) {
            if (!Unanswered.by(e)) {
                throw e;
            }
            answering = Optional.empty();
            writeToOther(first.generation() == newer.generation() ? older : newer, call, e);
        }
    }

    private void writeToOther(AssignmentApi other, Consumer<AssignmentApi> call, AwsException unanswered) {
        try {
            writeTo(other, call);
        } catch (AwsException e) {
            AwsException told = Unanswered.by(e) ? neither(e, unanswered) : e;
            told.addSuppressed(unanswered);
            throw told;
        }
    }

    /** Not AWS's refusal of the request: nobody has read it. */
    private static AwsException neither(AwsException last, AwsException first) {
        AwsCall call = last.failure().call();
        return new AwsException(
                new AwsFailure.Transient(new AwsCall(
                        call.operation(),
                        call.errorCode(),
                        "neither generation of Kiro's assignment API answers in the connection's kiro.region: "
                                + first.failure().call().message() + "; " + call.message()
                                + ". If it stays so, see whether Kiro is offered there, whether both hosts can be reached, and "
                                + "whether there is a newer operator",
                        call.requestId())),
                last.getCause());
    }

    private void writeTo(AssignmentApi api, Consumer<AssignmentApi> call) {
        try {
            call.accept(api);
            answering = Optional.of(api);
        } catch (AwsException e) {
            rememberIfAnswered(api, e);
            throw e;
        }
    }

    private void rememberIfAnswered(AssignmentApi api, AwsException e) {
        if (e.failure().call().errorCode().isPresent() && !Unanswered.by(e)) {
            answering = Optional.of(api);
        }
    }
}
