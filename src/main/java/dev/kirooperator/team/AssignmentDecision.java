package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.status.Finding;
import java.util.Optional;

/** What is to be done about the Kiro assignment of a team's group. */
sealed interface AssignmentDecision {

    record Create(Plan plan) implements AssignmentDecision {}

    record Update(Plan plan) implements AssignmentDecision {}

    record Delete() implements AssignmentDecision {}

    /**
     * No call is needed now.
     *
     * @param finding what to say; empty where a team asks for no plan
     */
    record Rest(SubscriptionState state, Optional<Finding> finding) implements AssignmentDecision {}
}
