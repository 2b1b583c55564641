package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.TeamState;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.status.Finding;
import java.util.Optional;

/** What keeps a member out of a team, as far as Kubernetes knows it. Pure. */
record TeamObstacle(Finding finding, TeamState state) {

    /**
     * The first obstacle.
     *
     * @param isIn whether the user is in the group of a team that is only observed
     */
    static Optional<TeamObstacle> of(MemberRun run, NamedTeam team, boolean isIn) {
        return team.goal()
                .map(goal -> ofExisting(run, team, goal, isIn))
                .orElseGet(() -> waiting(Finding.progressing(
                        Reason.WAITING_FOR_TEAM,
                        "There is no team " + team.key()
                                + ", or it is being deleted. Create it, or correct spec.teams")));
    }

    private static Optional<TeamObstacle> ofExisting(MemberRun run, NamedTeam team, TeamGoal goal, boolean isIn) {
        if (!team.allowed()) {
            return Optional.of(new TeamObstacle(
                    Finding.stalled(
                            Reason.NOT_ALLOWED_BY_TEAM,
                            "Team " + team.key() + " does not let members of namespace "
                                    + run.goal().key().namespace()
                                    + " join. Change spec.allowedNamespaces of the team, or move this object"),
                    TeamState.NOT_ALLOWED));
        }
        if (team.refusal().isPresent()) {
            return team.refusal()
                    .flatMap(verdict -> waiting(
                            Finding.stalled(verdict.reason(), "Team " + team.key() + ": " + verdict.message())));
        }
        if (!goal.connection().equals(run.connection().name())) {
            return waiting(Finding.stalled(
                    Reason.INVALID_SPEC,
                    "Team " + team.key() + " uses the connection \""
                            + goal.connection()
                            + "\", but this member's user is in \""
                            + run.connection().name()
                            + "\". Use one KiroMember for each connection"));
        }
        if (goal.suspend()) {
            return waiting(Finding.idle(Reason.SUSPENDED, "Team " + team.key() + " is suspended"));
        }
        if (goal.observe()) {
            String step = isIn ? "The user is in the group already" : "To do: join";
            return waiting(Finding.idle(Reason.OBSERVE_ONLY, "Team " + team.key() + " is only observed. " + step));
        }
        return Optional.empty();
    }

    private static Optional<TeamObstacle> waiting(Finding finding) {
        return Optional.of(new TeamObstacle(finding, TeamState.WAITING));
    }
}
