package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.PlanStatus;
import dev.kirooperator.converge.Fingerprint;
import dev.kirooperator.guard.Consent;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody's approval of a plan that the removal brake holds back.
 *
 * @param given the value of the annotation
 * @param used the approval that last let a plan through, or was void
 * @param underWay the people whom that plan names and who may not have gone yet
 */
record Approval(Optional<String> given, Optional<String> used, Set<String> underWay) {

    Approval {
        underWay = Set.copyOf(underWay);
    }

    static Approval of(TeamRun run, Set<String> underWay) {
        return new Approval(Consent.given(run.team()), run.status().lastApprovedPlan(), underWay);
    }

    /**
     * Uses an approval up that names another plan than the one that is published: it came too late, or too early, and must not let
     * the next accident through that looks the same. What is no fingerprint is never the hash of a plan.
     */
    static void dropVoid(TeamRun run) {
        Optional<String> pending = Optional.ofNullable(run.team().getStatus())
                .map(KiroTeamStatus::plan)
                .map(PlanStatus::hash);
        Consent.given(run.team())
                .filter(Fingerprint::isOne)
                .filter(hash -> !pending.equals(Optional.of(hash)))
                .ifPresent(run.status()::approved);
    }
}
