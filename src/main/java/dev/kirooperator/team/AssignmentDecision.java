package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.Confirmation;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.status.Finding;
import java.util.Optional;

/** What is to be done about the Kiro assignment of a team's group. */
sealed interface AssignmentDecision {

    /**
     * The group is to be assigned a plan.
     *
     * @param again whether the same request was answered with success before, and had no effect
     */
    record Create(Plan plan, boolean again) implements AssignmentDecision {}

    /**
     * The group's plan is to be changed.
     *
     * @param again whether the same request was answered with success before, and had no effect
     */
    record Update(Plan plan, boolean again) implements AssignmentDecision {}

    record Delete() implements AssignmentDecision {}

    /**
     * No call is needed now.
     *
     * @param finding what to say; empty where a team asks for no plan
     * @param confirmedBy how it is known that the group is assigned; empty where it is not
     */
    record Rest(SubscriptionState state, Optional<Finding> finding, Optional<Confirmation> confirmedBy)
            implements AssignmentDecision {

        static Rest unconfirmed(SubscriptionState state, Finding finding) {
            return new Rest(state, Optional.of(finding), Optional.empty());
        }
    }
}
