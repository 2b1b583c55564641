package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.GroupStatus;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.guard.GroupOwnership;
import dev.kirooperator.guard.Verdict;
import java.util.Optional;

/**
 * A team that a member names.
 *
 * @param team empty while no such object exists, or once it is being deleted
 * @param allowed whether the team lets the member's namespace join
 * @param refusal why the guards let nothing be written for the team
 */
record NamedTeam(ObjectKey key, Optional<KiroTeam> team, boolean allowed, Optional<Verdict> refusal) {

    Optional<TeamGoal> goal() {
        return team.map(TeamGoal::of);
    }

    /** Whether the operator may write for this team's sake. */
    boolean isActive() {
        return mayJoin() && goal().filter(g -> !g.isHandsOff()).isPresent();
    }

    /** Whether the member would be in this team if the operator wrote for it. */
    boolean isObserved() {
        return mayJoin() && goal().filter(g -> g.observe() && !g.suspend()).isPresent();
    }

    private boolean mayJoin() {
        return allowed && refusal.isEmpty();
    }

    Optional<GroupOwnership.Claim> claim() {
        return team.map(t -> new GroupOwnership.Claim(
                key.toString(),
                TeamGoal.of(t).groupName(),
                TeamGoal.of(t).adopt(),
                Optional.ofNullable(t.getStatus()).map(KiroTeamStatus::group).map(GroupStatus::id)));
    }
}
