package dev.kirooperator.launcher;

import dev.kirooperator.aws.AwsConnection;
import dev.kirooperator.aws.Connections;
import dev.kirooperator.converge.ExpirySettings;
import dev.kirooperator.converge.NamespaceWatch;
import dev.kirooperator.converge.OperatorMode;
import dev.kirooperator.converge.Served;
import dev.kirooperator.converge.StatusTrust;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.converge.Workers;
import dev.kirooperator.guard.GroupOwnership;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.NamespaceLabels;
import dev.kirooperator.guard.OwnershipMarker;
import dev.kirooperator.guard.ProtectedNames;
import dev.kirooperator.guard.RemovalBrake;
import dev.kirooperator.guard.RemovalWindow;
import dev.kirooperator.guard.Tenancy;
import dev.kirooperator.seat.ConnectionPrices;
import dev.kirooperator.seat.PriceCatalogue;
import dev.kirooperator.status.EventPublisher;
import dev.kirooperator.status.StatusSeal;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Makes what the controllers need out of the configuration. */
final class OperatorWiring {

    /** How long the first reconcile that asks for a namespace's labels waits for the list of namespaces. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    EventPublisher events(KubernetesClient client, Clock clock) {
        return new EventPublisher(client, clock);
    }

    @Produces
    @Singleton
    StatusSeal seal(KiroConfig config, KubernetesClient client) {
        return new StatusSeal(new SealKeys(client).keys(config.ownership()));
    }

    @Produces
    @Singleton
    StatusTrust trust(StatusSeal seal, KubernetesClient client, EventPublisher events) {
        return new StatusTrust(seal, client, events);
    }

    @Produces
    @Singleton
    Workers workers(
            @ConfigProperty(name = "quarkus.operator-sdk.concurrent-reconciliation-threads") int threads,
            Connections connections) {
        return new Workers(threads, connections.all().size());
    }

    @Produces
    @Singleton
    Served served(KiroConfig config) {
        return ConfigValues.served(config.selector());
    }

    @Produces
    @Singleton
    OperatorMode mode(KiroConfig config) {
        return new OperatorMode(config.mode());
    }

    @Produces
    @Singleton
    SyncSettings syncSettings(KiroConfig config) {
        return new SyncSettings(
                config.sync().interval(), config.sync().settle(), config.sync().readBack());
    }

    @Produces
    @Singleton
    ExpirySettings expirySettings(KiroConfig config) {
        return ConfigValues.expiry(config.expiry().warning());
    }

    @Produces
    @Singleton
    ConnectionPrices prices(KiroConfig config, Connections connections) {
        PriceCatalogue catalogue = ConfigValues.prices(config.prices());
        return new ConnectionPrices(connections.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        AwsConnection::name, connection -> catalogue.in(connection.kiroRegion()))));
    }

    @Produces
    @Singleton
    Guards guards(KiroConfig config, NamespaceLabels labels) {
        List<Pattern> protectedGroups = config.guard().protectedGroups().orElse(List.of()).stream()
                .map(pattern -> ConfigValues.pattern("kiro.guard.protected-groups", pattern))
                .toList();
        return new Guards(
                new ProtectedNames(protectedGroups),
                new Tenancy(ConfigValues.tenancyRules(config.tenancy()), labels),
                new GroupOwnership(new OwnershipMarker(
                        ConfigValues.installation(config.ownership().installation()),
                        config.ownership().marker())),
                new RemovalBrake(config.guard().maxRemovals(), config.guard().maxRemovalPercent()));
    }

    @Produces
    @Singleton
    RemovalWindow removalWindow(KiroConfig config) {
        KiroConfig.Guard guard = config.guard();
        return new RemovalWindow(guard.maxRemovals(), guard.removalWindow(), guard.hold(), guard.gather());
    }

    @Produces
    @Singleton
    NamespaceWatch namespaces(KubernetesClient client) {
        return new NamespaceWatch(client, PATIENCE);
    }

    void stop(@Disposes NamespaceWatch namespaces) {
        namespaces.close();
    }

    @Produces
    @Singleton
    TeamAccess access(NamespaceLabels labels) {
        return new TeamAccess(labels);
    }

    /** The SDK's counters, by controller and namespace: no series of an object's own, so that they do not grow with the people. */
    @Produces
    @Singleton
    Metrics metrics(MeterRegistry registry) {
        return MicrometerMetricsV2.newBuilder(registry).withNamespaceAsTag().build();
    }

    @Produces
    @Singleton
    LeaseIdentity leaseIdentity() {
        return LeaseIdentity.ofThisProcess();
    }

    /** No configuration at all means no election. */
    @Produces
    @Dependent
    @Unremovable
    @Nullable
    LeaderElectionConfiguration leaderElection(KiroConfig config, LeaseIdentity identity) {
        KiroConfig.LeaderElection election = config.leaderElection();
        return election.enabled()
                ? LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(election.leaseName())
                        .withLeaseNamespace(election.leaseNamespace().orElse(null))
                        .withIdentity(identity.value())
                        .build()
                : null;
    }
}
