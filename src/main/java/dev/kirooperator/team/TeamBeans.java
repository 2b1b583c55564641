package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.converge.NamespaceWatch;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Served;
import dev.kirooperator.converge.StatusPatch;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.RemovalWindow;
import dev.kirooperator.seat.ConnectionPrices;
import dev.kirooperator.status.StatusSeal;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Consumer;

/** Puts the collaborators of {@link TeamReconciler} together. */
final class TeamBeans {

    @Produces
    @Singleton
    GroupPhase groups(Guards guards) {
        return new GroupPhase(new GroupPlanner(guards.ownership()));
    }

    @Produces
    @Singleton
    Adopters adopters(Guards guards, StatusSeal seal) {
        return new Adopters(guards, seal::isGenuine);
    }

    @Produces
    @Singleton
    TeamIndex index(NamespaceWatch namespaces, Served served) {
        TeamIndex index = new TeamIndex(served);
        namespaces.onChange(index::namespaceChanged);
        return index;
    }

    @Produces
    @Singleton
    TeamRuns runs(TeamIndex index, Adopters adopters, TeamAccess access, SyncSettings settings, Clock clock) {
        return new TeamRuns(index, adopters, access, settings, clock);
    }

    @Produces
    @Singleton
    TeamCosts costs(ConnectionPrices prices, SyncSettings settings, TeamIndex index, MeterRegistry meters) {
        return new TeamCosts(prices, settings, new TeamMetrics(meters), index);
    }

    @Produces
    @Singleton
    TeamSync sync(
            Guards guards,
            GroupPhase groups,
            RemovalWindow window,
            SyncSettings settings,
            TeamCosts costs,
            TeamIndex index,
            KubernetesClient client,
            StatusSeal seal) {
        Consumer<KiroTeam> statusWriter = team -> StatusPatch.apply(client, seal.seal(team));
        return new TeamSync(
                guards,
                groups,
                new MembershipPhase(new MembershipPlanner(guards.removalBrake()), window, settings, statusWriter),
                new SubscriptionPhase(new AssignmentPlanner(settings.readBack()), costs, window, statusWriter),
                new ProviderAssignment(guards, statusWriter),
                run -> index.seatsUpTo(run.team(), run.progress().now()));
    }

    @Produces
    @Singleton
    TeamCleanup cleanup(Guards guards, GroupPhase groups, RemovalWindow window, TeamIndex index, StatusSeal seal) {
        return new TeamCleanup(
                guards,
                groups,
                new DeletionBrake(
                        window,
                        index::deleted,
                        team -> index.members(ObjectKey.of(team)).stream()
                                .map(member -> seal.believed(member, KiroMember::new))
                                .toList()));
    }
}
