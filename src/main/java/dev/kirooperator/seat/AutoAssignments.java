package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.Unanswered;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes to the newer generation, and to the older one where the newer does not answer. Whichever answers first stays in use; a
 * refusal is an answer.
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
        Optional<AssignmentApi> known = answering;
        if (known.isPresent()) {
            call.accept(known.get());
            return;
        }
        try {
            call.accept(newer);
            answering = Optional.of(newer);
        } catch (AwsException e) {
            if (!Unanswered.by(e)) {
                rememberIfAnswered(newer, e);
                throw e;
            }
            writeToOlder(call, e);
        }
    }

    private void writeToOlder(Consumer<AssignmentApi> call, AwsException newerFailure) {
        try {
            call.accept(older);
            answering = Optional.of(older);
        } catch (AwsException e) {
            rememberIfAnswered(older, e);
            e.addSuppressed(newerFailure);
            throw e;
        }
    }

    private void rememberIfAnswered(AssignmentApi api, AwsException e) {
        if (e.failure().call().errorCode().isPresent() && !Unanswered.by(e)) {
            answering = Optional.of(api);
        }
    }
}
