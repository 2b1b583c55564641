package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.status.Finding;
import java.util.Optional;

/** What is to be done about a member's individual assignment. */
sealed interface SeatDecision {

    record Create(Plan plan) implements SeatDecision {}

    record Update(Plan plan) implements SeatDecision {}

    record Delete() implements SeatDecision {}

    /**
     * No call is needed now.
     *
     * @param finding what to say; empty where no seat is asked for
     * @param ours whether an individual assignment of this operator's stays
     */
    record Rest(Optional<Finding> finding, boolean ours) implements SeatDecision {}
}
