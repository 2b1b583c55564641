package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.Plan;
import java.time.Instant;
import java.util.Optional;

/**
 * One row of {@code ListUserSubscriptions}.
 *
 * @param plan the plan that is assigned ({@code type}); empty when the word is not known here
 * @param effectivePlan the plan in force ({@code activatedType}, else {@code type}); it differs from {@code plan} while a
 *     downgrade waits for the month's end
 * @param activatedAt the user's first sign-in with this seat
 */
public record Seat(
        String userId,
        SeatStatus status,
        Optional<Plan> plan,
        Optional<Plan> effectivePlan,
        SeatSource source,
        Optional<Instant> activatedAt) {}
