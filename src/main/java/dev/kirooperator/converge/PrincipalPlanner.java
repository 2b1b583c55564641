package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.Plan;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides about the assignment of a principal of an identity provider. Nothing can be read back of it (what takes the place of {@code
 * instanceArn} in {@code ListUserSubscriptions} is unknown), so what AWS was asked for and took is all there is to go by: each request is
 * sent once, and once more where its answer is not known. Pure.
 */
public final class PrincipalPlanner {

    private PrincipalPlanner() {}

    /** A principal and the plan that it is to have. */
    public record Wanted(String id, Plan plan) {}

    /**
     * What this operator recorded of its own last request.
     *
     * @param heldUntil until when it does not ask again, since AWS refused; empty where AWS took the request
     */
    public record Recorded(String id, Plan plan, Optional<Instant> heldUntil) {

        /** A request that was about to be sent, and whose answer is not known: it is sent again at once, or what it may have made is given back. */
        public static Recorded unanswered(String id, Plan plan) {
            return new Recorded(id, plan, Optional.of(Instant.MIN));
        }
    }

    /** What to do next. */
    public sealed interface Step {

        record Create(Wanted wanted) implements Step {}

        record Update(Wanted wanted) implements Step {}

        record GiveBack(String id) implements Step {}

        /** AWS refused, and is not asked again yet. */
        record Hold(Wanted wanted, Instant until) implements Step {}

        /** AWS took the request for just this. */
        record Taken(Wanted wanted) implements Step {}

        record Nothing() implements Step {}
    }

    /** The next step; after a {@link Step.GiveBack}, this is to be asked again without a record. */
    public static Step next(Optional<Wanted> wanted, Optional<Recorded> recorded, Instant now) {
        if (recorded.isPresent()
                && wanted.filter(w -> w.id().equals(recorded.get().id())).isEmpty()) {
            return new Step.GiveBack(recorded.get().id());
        }
        return wanted.map(w -> recorded.map(r -> known(w, r, now)).orElseGet(() -> new Step.Create(w)))
                .orElseGet(Step.Nothing::new);
    }

    private static Step known(Wanted wanted, Recorded recorded, Instant now) {
        boolean same = wanted.plan() == recorded.plan();
        if (recorded.heldUntil().isEmpty()) {
            return same ? new Step.Taken(wanted) : new Step.Update(wanted);
        }
        Instant until = recorded.heldUntil().get();
        return same && now.isBefore(until) ? new Step.Hold(wanted, until) : new Step.Create(wanted);
    }
}
