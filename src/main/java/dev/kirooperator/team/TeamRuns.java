package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.converge.Connection;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.ReconcileRequest;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.converge.TeamGoal;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Gathers what a reconcile of a team needs to know from the cluster and the configuration. */
final class TeamRuns {

    private final TeamIndex index;
    private final Adopters adopters;
    private final TeamAccess access;
    private final SyncSettings settings;
    private final Clock clock;

    TeamRuns(TeamIndex index, Adopters adopters, TeamAccess access, SyncSettings settings, Clock clock) {
        this.index = index;
        this.adopters = adopters;
        this.access = access;
        this.settings = settings;
        this.clock = clock;
    }

    TeamRun start(KiroTeam team, TeamGoal goal, Connection connection, Progress progress, TeamStatusBuilder status) {
        progress.explainWith(connection::explain);
        Optional<String> lastHandled =
                Optional.ofNullable(team.getStatus()).map(KiroTeamStatus::lastHandledReconcileAt);
        return new TeamRun(
                team,
                goal,
                index.members(goal.key()),
                adopters.olderThan(team),
                access,
                connection,
                ReconcileRequest.isNew(team, lastHandled) ? Duration.ZERO : settings.maxAge(),
                progress,
                status);
    }

    Progress progress(KiroTeam team) {
        return new Progress(
                team.getStatus() == null ? null : team.getStatus().conditions(),
                team.getMetadata().getGeneration(),
                clock.instant(),
                settings.nextSync(Objects.requireNonNull(team.getMetadata().getUid())));
    }
}
