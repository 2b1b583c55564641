package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.converge.Connection;
import dev.kirooperator.converge.ConnectionCatalogue;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.ReconcileRequest;
import dev.kirooperator.converge.StatusPatch;
import dev.kirooperator.converge.StatusTrust;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.converge.Triggers;
import dev.kirooperator.converge.UnlimitedRetry;
import dev.kirooperator.status.EventPublisher;
import dev.kirooperator.status.Finding;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sequences the reconciliation of a {@code KiroTeam}. */
@Singleton
@ControllerConfiguration(
        name = "kiroteam",
        finalizerName = "kiro-operator.dev/finalizer",
        fieldManager = StatusPatch.FIELD_MANAGER,
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = Triggers.OwnChanges.class),
        retry = UnlimitedRetry.class,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 1, timeUnit = TimeUnit.HOURS))
public final class TeamReconciler implements Reconciler<KiroTeam>, Cleaner<KiroTeam> {

    private final ConnectionCatalogue connections;
    private final TeamIndex index;
    private final TeamSync sync;
    private final TeamCleanup cleanup;
    private final TeamCosts costs;
    private final Adopters adopters;
    private final TeamAccess access;
    private final SyncSettings settings;
    private final StatusTrust trust;
    private final EventPublisher events;
    private final Clock clock;

    TeamReconciler(
            ConnectionCatalogue connections,
            TeamIndex index,
            TeamSync sync,
            TeamCleanup cleanup,
            TeamCosts costs,
            Adopters adopters,
            TeamAccess access,
            SyncSettings settings,
            StatusTrust trust,
            EventPublisher events,
            Clock clock) {
        this.connections = connections;
        this.index = index;
        this.sync = sync;
        this.cleanup = cleanup;
        this.costs = costs;
        this.adopters = adopters;
        this.access = access;
        this.settings = settings;
        this.trust = trust;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, KiroTeam>> prepareEventSources(EventSourceContext<KiroTeam> context) {
        adopters.start(context.getPrimaryCache());
        return index.start(context);
    }

    @Override
    public UpdateControl<KiroTeam> reconcile(KiroTeam team, Context<KiroTeam> context) {
        if (trust.rejects(team)) {
            return UpdateControl.<KiroTeam>noUpdate().rescheduleAfter(SyncSettings.SHORTEST);
        }
        TeamGoal goal = TeamGoal.of(team);
        Progress progress = progress(team);
        TeamStatusBuilder status = new TeamStatusBuilder(team);
        Optional<Connection> connection = connections.find(goal.connection());
        if (goal.suspend()) {
            progress.report(
                    ConditionType.GROUP_SYNCED,
                    Finding.idle(
                            Reason.SUSPENDED,
                            "spec.suspend is true: nothing is read from or written to AWS. Set it to false to go on"));
        } else if (connection.isEmpty()) {
            progress.report(ConditionType.GROUP_SYNCED, connections.unknown(goal.connection()));
        } else {
            sync.run(run(team, goal, connection.get(), progress, status));
        }
        KiroTeam patch = trust.seal(TeamStatusBuilder.patch(team, status.build(progress)));
        costs.show(team, patch.getStatus());
        if (patch.getStatus().equals(team.getStatus())) {
            return UpdateControl.<KiroTeam>noUpdate().rescheduleAfter(progress.next());
        }
        events.publish(team, progress.transitions());
        return UpdateControl.patchStatus(patch).rescheduleAfter(progress.next());
    }

    @Override
    public DeleteControl cleanup(KiroTeam team, Context<KiroTeam> context) {
        if (trust.rejects(team)) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(SyncSettings.SHORTEST.toMillis());
        }
        TeamGoal goal = TeamGoal.of(team);
        Progress progress = progress(team);
        TeamStatusBuilder status = new TeamStatusBuilder(team);
        Optional<Connection> connection = connections.find(goal.connection());
        boolean touchedAws = Optional.ofNullable(team.getStatus())
                .filter(s -> s.group() != null || s.subscription() != null)
                .isPresent();
        if (goal.isHandsOff()) {
            cleanup.leaveBehind(team, progress);
            events.publish(team, progress.transitions());
            return gone(team, goal);
        }
        if (connection.isEmpty() && !touchedAws) {
            return gone(team, goal);
        }
        try {
            if (connection.isEmpty()) {
                progress.report(ConditionType.GROUP_SYNCED, connections.unknown(goal.connection()));
            } else if (cleanup.run(run(team, goal, connection.get(), progress, status))) {
                events.publish(team, progress.transitions());
                return gone(team, goal);
            }
        } catch (AwsException e) {
            progress.reportFailure(ConditionType.GROUP_SYNCED, e);
        }
        KiroTeam patch = trust.seal(TeamStatusBuilder.patch(team, status.build(progress)));
        if (!patch.getStatus().equals(team.getStatus())) {
            events.publish(team, progress.transitions());
            StatusPatch.apply(context.getClient(), patch);
        }
        return DeleteControl.noFinalizerRemoval()
                .rescheduleAfter(progress.next().toMillis());
    }

    private DeleteControl gone(KiroTeam team, TeamGoal goal) {
        costs.forget(goal);
        index.wake(adopters.heirs(team));
        return DeleteControl.defaultDelete();
    }

    private TeamRun run(
            KiroTeam team, TeamGoal goal, Connection connection, Progress progress, TeamStatusBuilder status) {
        progress.explainWith(connection::explain);
        Duration maxAge = ReconcileRequest.isNew(team, lastHandled(team)) ? Duration.ZERO : settings.maxAge();
        return new TeamRun(
                team,
                goal,
                index.members(goal.key()),
                adopters.olderThan(team),
                access,
                connection,
                maxAge,
                progress,
                status);
    }

    private Progress progress(KiroTeam team) {
        return new Progress(
                team.getStatus() == null ? null : team.getStatus().conditions(),
                team.getMetadata().getGeneration(),
                clock.instant(),
                settings.nextSync(Objects.requireNonNull(team.getMetadata().getUid())));
    }

    private static Optional<String> lastHandled(KiroTeam team) {
        return Optional.ofNullable(team.getStatus()).map(KiroTeamStatus::lastHandledReconcileAt);
    }
}
