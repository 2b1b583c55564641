package dev.kirooperator.member;

import dev.kirooperator.guard.Guards;
import java.util.Optional;

/**
 * Decides whose an individual assignment is that was at AWS before its object asked for it. AWS does not tell who made it, and an object must
 * not be a lever on what others pay for: it is changed and given back where the user is the object's own, or where the tenancy rules
 * let the namespace adopt. Elsewhere it is left as it is. What an object has asked for itself is always its own.
 */
record FoundSeats(Guards guards) {

    boolean areOf(MemberRun run) {
        return ownsUser(run) || guards.check(run.tenancyRequest().adopting()).isEmpty();
    }

    private static boolean ownsUser(MemberRun run) {
        return run.status()
                .user()
                .flatMap(user -> Optional.ofNullable(user.origin()))
                .filter(origin -> UserPlanner.owns(run.goal(), origin))
                .isPresent();
    }
}
