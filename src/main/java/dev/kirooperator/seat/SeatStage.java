package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.Plan;
import java.time.Instant;
import java.util.Optional;

/** How far a user's seat is, as it follows from what was asked and what AWS shows. Made by {@link SeatMachine} only. */
public sealed interface SeatStage {

    /** No seat is asked for. */
    record None() implements SeatStage {}

    /**
     * A seat of the user's own, or another plan for it, was asked for and does not show yet.
     *
     * @param seatShown whether the user has a seat meanwhile: another plan, or a group's seat
     */
    record Requested(Plan plan, Instant at, boolean seatShown, Outcome outcome) implements SeatStage {}

    /**
     * The user is in a group with a plan, and AWS has not given it its seat yet.
     *
     * @param assigned whether AWS shows that the group is subscribed
     */
    record WaitingForGroup(Instant since, GroupShown assigned) implements SeatStage {}

    /** In a subscribed group for longer than AWS says that it takes. */
    record Late(Instant since) implements SeatStage {}

    /**
     * Subscribed, and free until the first sign-in.
     *
     * @param next the plan that is asked for after the first sign-in, since AWS does not change a pending seat
     */
    record Pending(Optional<Plan> plan, Optional<Plan> next) implements SeatStage {}

    /**
     * In use.
     *
     * @param awaited the higher plan that a group is to bring and AWS does not show yet
     */
    record Active(Optional<Plan> plan, Optional<Plan> awaited) implements SeatStage {}

    /** In use on a plan that a lower one follows. */
    record Downgrading(Plan from, Plan to, Instant at) implements SeatStage {}

    /**
     * Given back in this month; AWS gives no new one before {@code until}.
     *
     * @param asks whether the operator asks for one then; a group's seat is AWS's to bring back
     */
    record Cancelled(Instant until, boolean asks) implements SeatStage {}

    /** Asked for a moment ago and not wanted any more: it is given back as soon as it shows. */
    record Withdrawn(Instant at) implements SeatStage {}

    /** Given back; AWS still shows it. */
    record Returning(Instant at) implements SeatStage {}

    /** AWS gives this account no new seats. */
    record Blocked(Instant retryAt) implements SeatStage {}

    /** This connection does not write assignments. */
    record ByHand(Plan plan) implements SeatStage {}

    /** Somebody else has assigned the user another plan. */
    record Foreign(Optional<Plan> plan, Plan wanted) implements SeatStage {}

    /** AWS reports a state that is not known here. */
    record Unknown() implements SeatStage {}

    /** What became of a request that does not show. */
    enum Outcome {
        /** Nothing is known against it yet. */
        OPEN,
        /** AWS answered an earlier, same request with success, and nothing changed. */
        UNHEEDED,
        /** AWS refused it with a conflict, and nothing that would explain it shows. */
        CONFLICTED
    }

    /** What AWS tells of a group's assignment. */
    enum GroupShown {
        YES,
        NO,
        UNTOLD
    }
}
