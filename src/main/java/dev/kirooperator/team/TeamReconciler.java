package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.aws.Audit;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.Urgency;
import dev.kirooperator.converge.Abandonment;
import dev.kirooperator.converge.Askers;
import dev.kirooperator.converge.Connection;
import dev.kirooperator.converge.ConnectionCatalogue;
import dev.kirooperator.converge.Guest;
import dev.kirooperator.converge.OperatorMode;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.Served;
import dev.kirooperator.converge.StatusPatch;
import dev.kirooperator.converge.StatusTrust;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.converge.Triggers;
import dev.kirooperator.converge.Turns;
import dev.kirooperator.converge.UnlimitedRetry;
import dev.kirooperator.converge.Workers;
import dev.kirooperator.status.EventPublisher;
import dev.kirooperator.status.Finding;
import dev.kirooperator.status.Transition;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sequences the reconciliation of a {@code KiroTeam}; while its members come by the thousand, twice a second at most. */
@Singleton
@RateLimited(maxReconciliations = 4, within = 2)
@ControllerConfiguration(
        name = "kiroteam",
        finalizerName = "kiro-operator.dev/finalizer",
        fieldManager = StatusPatch.FIELD_MANAGER,
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = Triggers.OwnChanges.class, informerListLimit = Served.PAGE),
        retry = UnlimitedRetry.class,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 1, timeUnit = TimeUnit.HOURS))
public final class TeamReconciler implements Reconciler<KiroTeam>, Cleaner<KiroTeam> {

    private final ConnectionCatalogue connections;
    private final TeamIndex index;
    private final TeamRuns runs;
    private final OperatorMode mode;
    private final TeamSync sync;
    private final TeamCleanup cleanup;
    private final TeamCosts costs;
    private final Adopters adopters;
    private final Turns turns;
    private final StatusTrust trust;
    private final Audit audit;
    private final EventPublisher events;

    TeamReconciler(
            ConnectionCatalogue connections,
            TeamIndex index,
            TeamRuns runs,
            OperatorMode mode,
            TeamSync sync,
            TeamCleanup cleanup,
            TeamCosts costs,
            Adopters adopters,
            Workers workers,
            Clock clock,
            StatusTrust trust,
            Audit audit,
            EventPublisher events) {
        this.connections = connections;
        this.index = index;
        this.runs = runs;
        this.mode = mode;
        this.sync = sync;
        this.cleanup = cleanup;
        this.costs = costs;
        this.adopters = adopters;
        this.turns = workers.ofTeams(clock, index::exists);
        this.trust = trust;
        this.audit = audit;
        this.events = events;
    }

    @Override
    public List<EventSource<?, KiroTeam>> prepareEventSources(EventSourceContext<KiroTeam> context) {
        adopters.start(context.getPrimaryCache());
        return index.start(context);
    }

    @Override
    public UpdateControl<KiroTeam> reconcile(KiroTeam resource, Context<KiroTeam> context) {
        Guest guest = runs.guest(resource);
        return turns.serve(guest, index::wake, () -> converge(resource, guest.urgency(), context))
                .orElseGet(() -> UpdateControl.<KiroTeam>noUpdate().rescheduleAfter(Turns.PATIENCE));
    }

    private UpdateControl<KiroTeam> converge(KiroTeam resource, Urgency urgency, Context<KiroTeam> context) {
        if (trust.rejects(resource)) {
            return UpdateControl.<KiroTeam>noUpdate().rescheduleAfter(SyncSettings.SHORTEST);
        }
        KiroTeam team = mode.asSeen(resource);
        TeamGoal goal = TeamGoal.of(team);
        Progress progress = runs.progress(team);
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
            audit.askedBy(
                    Askers.of(team, urgency),
                    () -> sync.run(runs.start(team, goal, connection.get(), progress, status)));
        }
        KiroTeam patch = trust.seal(TeamStatusBuilder.patch(team, status.build(progress)));
        costs.show(team, patch.getStatus());
        if (patch.getStatus().equals(team.getStatus())) {
            return UpdateControl.<KiroTeam>noUpdate().rescheduleAfter(progress.next());
        }
        events.publish(team, progress.transitions());
        return UpdateControl.<KiroTeam>noUpdate()
                .rescheduleAfter(StatusPatch.apply(context, resource, patch, progress.next()));
    }

    @Override
    public DeleteControl cleanup(KiroTeam resource, Context<KiroTeam> context) {
        return turns.serve(runs.guest(resource), index::wake, () -> end(resource, context))
                .orElseGet(() -> DeleteControl.noFinalizerRemoval().rescheduleAfter(Turns.PATIENCE.toMillis()));
    }

    private DeleteControl end(KiroTeam resource, Context<KiroTeam> context) {
        if (trust.rejects(resource)) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(SyncSettings.SHORTEST.toMillis());
        }
        KiroTeam team = mode.asSeen(resource);
        TeamGoal goal = TeamGoal.of(team);
        Progress progress = runs.progress(team);
        TeamStatusBuilder status = new TeamStatusBuilder(team);
        Optional<Connection> connection = connections.find(goal.connection());
        if (goal.isHandsOff()) {
            cleanup.leaveBehind(team, progress);
            return gone(team, goal, progress.transitions());
        }
        if (connection.isEmpty() && !TeamCleanup.hasTouchedAws(team)) {
            return gone(team, goal, progress.transitions());
        }
        Optional<AwsException> failure = Optional.empty();
        try {
            if (connection.isEmpty()) {
                progress.report(ConditionType.GROUP_SYNCED, connections.unknown(goal.connection()));
            } else if (audit.askedBy(
                    Askers.of(team, Urgency.LEAVING),
                    () -> cleanup.run(runs.start(team, goal, connection.get(), progress, status)))) {
                return gone(team, goal, progress.transitions());
            }
        } catch (AwsException e) {
            failure = Optional.of(e);
            progress.reportFailure(ConditionType.GROUP_SYNCED, e);
        }
        KiroTeam patch = trust.seal(TeamStatusBuilder.patch(team, status.build(progress)));
        Optional<Transition> abandoned = Abandonment.of(team, failure, TeamCleanup.atAws(patch));
        if (abandoned.isPresent()) {
            return gone(team, goal, List.of(abandoned.get()));
        }
        Duration next = progress.next();
        if (!patch.getStatus().equals(team.getStatus())) {
            events.publish(team, progress.transitions());
            next = StatusPatch.apply(context, resource, patch, next);
        }
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(next.toMillis());
    }

    private DeleteControl gone(KiroTeam team, TeamGoal goal, List<Transition> transitions) {
        cleanup.forget(team);
        events.publish(team, transitions);
        costs.forget(goal);
        index.wake(adopters.heirs(team));
        return DeleteControl.defaultDelete();
    }
}
