package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.aws.Urgency;
import dev.kirooperator.converge.Connection;
import dev.kirooperator.converge.Guest;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.ReconcileRequest;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.converge.TeamGoal;
import java.time.Clock;
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
                ReconcileRequest.freshness(team, lastHandled, settings.maxAge(), clock),
                progress,
                status);
    }

    /** A team in the line of its namespace. */
    Guest guest(KiroTeam team) {
        TeamGoal goal = TeamGoal.of(team);
        return new Guest(goal.key(), goal.connection(), goal.key().namespace(), urgency(team));
    }

    private static Urgency urgency(KiroTeam team) {
        Optional<KiroTeamStatus> status = Optional.ofNullable(team.getStatus());
        return team.isMarkedForDeletion()
                ? Urgency.LEAVING
                : ReconcileRequest.urgency(
                        team,
                        status.map(KiroTeamStatus::observedGeneration),
                        status.map(KiroTeamStatus::lastHandledReconcileAt));
    }

    Progress progress(KiroTeam team) {
        return new Progress(
                team.getStatus() == null ? null : team.getStatus().conditions(),
                team.getMetadata().getGeneration(),
                clock.instant(),
                settings.nextSync(Objects.requireNonNull(team.getMetadata().getUid())));
    }
}
