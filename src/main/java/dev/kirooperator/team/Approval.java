package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.Annotations;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody's approval of a plan that the removal brake holds back.
 *
 * @param hash the plan that the annotation names
 * @param used the plan that an approval last let through
 * @param underWay the people whom that plan names and who may not have gone yet
 */
record Approval(Optional<String> hash, Optional<String> used, Set<String> underWay) {

    Approval {
        underWay = Set.copyOf(underWay);
    }

    static Approval of(TeamRun run) {
        return of(run, Set.of());
    }

    static Approval of(TeamRun run, Set<String> underWay) {
        return new Approval(
                Optional.ofNullable(run.team().getMetadata().getAnnotations())
                        .map((Map<String, String> a) -> a.get(Annotations.APPROVE_PLAN)),
                run.status().lastApprovedPlan(),
                underWay);
    }
}
