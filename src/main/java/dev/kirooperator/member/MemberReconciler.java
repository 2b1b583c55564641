package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.aws.Audit;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.Urgency;
import dev.kirooperator.converge.Abandonment;
import dev.kirooperator.converge.Askers;
import dev.kirooperator.converge.Connection;
import dev.kirooperator.converge.ConnectionCatalogue;
import dev.kirooperator.converge.Guest;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.Served;
import dev.kirooperator.converge.StatusPatch;
import dev.kirooperator.converge.StatusTrust;
import dev.kirooperator.converge.SyncSettings;
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
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sequences the reconciliation of a {@code KiroMember}. */
@Singleton
@ControllerConfiguration(
        name = "kiromember",
        finalizerName = "kiro-operator.dev/finalizer",
        fieldManager = StatusPatch.FIELD_MANAGER,
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = Triggers.OwnChanges.class, informerListLimit = Served.PAGE),
        retry = UnlimitedRetry.class,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 1, timeUnit = TimeUnit.HOURS))
public final class MemberReconciler implements Reconciler<KiroMember>, Cleaner<KiroMember> {

    private final ConnectionCatalogue connections;
    private final MemberIndex index;
    private final MemberSync sync;
    private final MemberCleanup cleanup;
    private final MemberRuns runs;
    private final Turns turns;
    private final StatusTrust trust;
    private final Audit audit;
    private final EventPublisher events;

    MemberReconciler(
            ConnectionCatalogue connections,
            MemberIndex index,
            MemberSync sync,
            MemberCleanup cleanup,
            MemberRuns runs,
            Workers workers,
            Clock clock,
            StatusTrust trust,
            Audit audit,
            EventPublisher events) {
        this.connections = connections;
        this.index = index;
        this.sync = sync;
        this.cleanup = cleanup;
        this.runs = runs;
        this.turns = workers.ofMembers(clock, index::has);
        this.trust = trust;
        this.audit = audit;
        this.events = events;
    }

    @Override
    public List<EventSource<?, KiroMember>> prepareEventSources(EventSourceContext<KiroMember> context) {
        return index.start(context);
    }

    @Override
    public UpdateControl<KiroMember> reconcile(KiroMember member, Context<KiroMember> context) {
        Guest guest = runs.guest(member);
        return turns.serve(guest, index::wake, () -> converge(member, guest.urgency(), context))
                .orElseGet(() -> UpdateControl.<KiroMember>noUpdate().rescheduleAfter(Turns.PATIENCE));
    }

    private UpdateControl<KiroMember> converge(KiroMember member, Urgency urgency, Context<KiroMember> context) {
        if (trust.rejects(member)) {
            return UpdateControl.<KiroMember>noUpdate().rescheduleAfter(SyncSettings.SHORTEST);
        }
        MemberGoal goal = MemberGoal.of(member);
        List<NamedTeam> teams = index.teams(goal);
        Progress progress = runs.progress(member);
        MemberStatusBuilder status = new MemberStatusBuilder(member);
        Optional<String> connection = ConnectionChoice.of(member, teams);
        if (connection.isEmpty()) {
            progress.report(
                    ConditionType.TEAMS_SYNCED,
                    Finding.progressing(
                            Reason.WAITING_FOR_TEAM,
                            "There is no team " + goal.teams().get(0) + index.among()
                                    + " yet; nothing is done at AWS before"));
        } else {
            connections
                    .find(connection.get())
                    .ifPresentOrElse(
                            found -> audit.askedBy(
                                    Askers.of(member, urgency),
                                    () -> sync.run(runs.start(member, goal, teams, found, progress, status))),
                            () -> progress.report(ConditionType.USER_SYNCED, connections.unknown(connection.get())));
        }
        KiroMember patch = trust.seal(MemberStatusBuilder.patch(member, status.build(progress)));
        if (patch.getStatus().equals(member.getStatus())) {
            return UpdateControl.<KiroMember>noUpdate().rescheduleAfter(progress.next());
        }
        events.publish(member, progress.transitions());
        return UpdateControl.<KiroMember>noUpdate()
                .rescheduleAfter(StatusPatch.apply(context, member, patch, progress.next()));
    }

    @Override
    public DeleteControl cleanup(KiroMember member, Context<KiroMember> context) {
        return turns.serve(runs.guest(member), index::wake, () -> end(member, context))
                .orElseGet(() -> DeleteControl.noFinalizerRemoval().rescheduleAfter(Turns.PATIENCE.toMillis()));
    }

    private DeleteControl end(KiroMember member, Context<KiroMember> context) {
        if (trust.rejects(member)) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(SyncSettings.SHORTEST.toMillis());
        }
        MemberGoal goal = MemberGoal.of(member);
        List<NamedTeam> teams = index.teams(goal);
        Progress progress = runs.progress(member);
        MemberStatusBuilder status = new MemberStatusBuilder(member);
        boolean touchedAws = Optional.ofNullable(member.getStatus())
                .filter(s -> s.user() != null)
                .isPresent();
        Optional<String> name = ConnectionChoice.of(member, teams);
        Optional<Connection> connection = name.flatMap(connections::find);
        if (connection.isEmpty() && !touchedAws) {
            return DeleteControl.defaultDelete();
        }
        Optional<AwsException> failure = Optional.empty();
        try {
            if (connection.isPresent() && undo(runs.start(member, goal, teams, connection.get(), progress, status))) {
                return gone(member, progress.transitions(), progress);
            }
            if (connection.isEmpty()) {
                progress.report(ConditionType.SEAT_ASSIGNED, connections.unknown(name.orElse("")));
                progress.watch(ConditionType.SEAT_ASSIGNED);
            }
        } catch (AwsException e) {
            failure = Optional.of(e);
            progress.reportFailure(ConditionType.USER_SYNCED, e);
        }
        KiroMember patch = trust.seal(MemberStatusBuilder.patch(member, status.build(progress)));
        Optional<Transition> abandoned = Abandonment.of(member, failure, LeftBehind.of(patch));
        if (abandoned.isPresent()) {
            return gone(member, List.of(abandoned.get()), progress);
        }
        Duration next = progress.next();
        if (!patch.getStatus().equals(member.getStatus())) {
            events.publish(member, progress.transitions());
            next = StatusPatch.apply(context, member, patch, next);
        }
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(next.toMillis());
    }

    private DeleteControl gone(KiroMember member, List<Transition> transitions, Progress progress) {
        cleanup.forget(member);
        events.publish(member, transitions);
        index.wakePeers(member, progress.now());
        return DeleteControl.defaultDelete();
    }

    private boolean undo(MemberRun run) {
        return audit.askedBy(Askers.of(run.member(), Urgency.LEAVING), () -> cleanup.run(run));
    }
}
