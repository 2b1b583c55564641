package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.Plan;
import java.util.Optional;

/** A call about a user's own assignment. */
public sealed interface SeatRequest {

    /** The plan that is asked for; empty for {@link Delete}. */
    Optional<Plan> asks();

    record Create(Plan plan) implements SeatRequest {
        @Override
        public Optional<Plan> asks() {
            return Optional.of(plan);
        }
    }

    record Update(Plan plan) implements SeatRequest {
        @Override
        public Optional<Plan> asks() {
            return Optional.of(plan);
        }
    }

    record Delete() implements SeatRequest {
        @Override
        public Optional<Plan> asks() {
            return Optional.empty();
        }
    }
}
