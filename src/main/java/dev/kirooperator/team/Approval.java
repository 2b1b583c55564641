package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.Annotations;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody's approval of a plan that the removal brake holds back.
 *
 * @param hash the plan that the annotation names
 * @param used the plan that an approval last let through
 */
record Approval(Optional<String> hash, Optional<String> used) {

    static Approval of(TeamRun run) {
        return new Approval(
                Optional.ofNullable(run.team().getMetadata().getAnnotations())
                        .map((Map<String, String> a) -> a.get(Annotations.APPROVE_PLAN)),
                run.status().lastApprovedPlan());
    }
}
