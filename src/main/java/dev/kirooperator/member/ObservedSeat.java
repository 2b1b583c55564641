package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Invitation;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.seat.SeatCase;
import dev.kirooperator.seat.SeatMachine;
import dev.kirooperator.seat.SeatRequest;
import dev.kirooperator.status.Finding;
import java.util.Optional;

/** What would be asked for of a member's seat if its teams, or the operator, did not only observe. Pure. */
final class ObservedSeat {

    private ObservedSeat() {}

    /** The plan that would be asked for; empty where the operator may write for the member. */
    static Optional<Plan> plan(MemberRun run) {
        boolean observed = run.teams().stream().anyMatch(NamedTeam::isObserved) && !MemberSync.mayWrite(run.teams());
        return observed ? OwnWishes.planned(run) : Optional.empty();
    }

    /** The request that the plan would lead to, as the condition tells it. */
    static Optional<Finding> step(SeatMachine machine, SeatCase seat, Plan plan) {
        return machine.answer(seat.wishing(plan))
                .call()
                .map(call -> toDo((call instanceof SeatRequest.Update
                                ? "change the user's plan to "
                                : "assign the user the plan ")
                        + plan.label()));
    }

    /** Says what follows the creation of a user that is only planned. */
    static void reportWithoutUser(MemberRun run) {
        if (!run.progress().says(ConditionType.USER_SYNCED, Reason.OBSERVE_ONLY)) {
            return;
        }
        OwnWishes.planned(run)
                .ifPresent(plan -> run.progress()
                        .report(
                                ConditionType.SEAT_ASSIGNED,
                                toDo("assign the user, once it is there, the plan " + plan.label())));
        if (run.goal().invitation() == Invitation.EMAIL) {
            run.progress()
                    .report(ConditionType.INVITED, toDo("have AWS send the set-password mail, once the user is there"));
        }
    }

    private static Finding toDo(String step) {
        return Finding.idle(Reason.OBSERVE_ONLY, "To do: " + step + "; nothing is written (mode: Observe)");
    }
}
