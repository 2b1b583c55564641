package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.converge.ClaimedSeats;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Served;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.converge.Triggers;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a team has to know of other objects in the cluster, from the informers' caches, and the events that wake it. */
final class TeamIndex implements TeamRegister {

    private static final String BY_TEAM = "by-team";
    private static final String BY_CONNECTION = "by-connection";

    private final SimpleInboundEventSource<KiroTeam> wakes = new SimpleInboundEventSource<>("shared-seats");
    private final Served served;
    private volatile @Nullable IndexerResourceCache<KiroTeam> teams;
    private volatile @Nullable InformerEventSource<KiroMember, KiroTeam> members;

    TeamIndex(Served served) {
        this.served = served;
    }

    /** Adds the indexes and makes the sources of events: members that name a team, or named it before the change, concern it. */
    List<EventSource<?, KiroTeam>> start(EventSourceContext<KiroTeam> context) {
        IndexerResourceCache<KiroTeam> cache = context.getPrimaryCache();
        cache.addIndexers(
                Map.of(BY_CONNECTION, team -> List.of(TeamGoal.of(team).connection())));
        teams = cache;
        var source = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(KiroMember.class, KiroTeam.class)
                        .withName("members")
                        .withSecondaryToPrimaryMapper(member -> Triggers.teamsOf(member).stream()
                                .map(team -> new ResourceID(team.name(), team.namespace()))
                                .collect(Collectors.toUnmodifiableSet()))
                        .withPrimaryToSecondaryMapper((KiroTeam team) -> Set.of())
                        .withLabelSelector(served.selector().orElse(null))
                        .withInformerListLimit(Served.PAGE)
                        .withOnUpdateFilter(Triggers::concernsTeams)
                        .build(),
                context);
        source.addIndexers(Map.of(
                BY_TEAM,
                member -> MemberGoal.teams(member).stream()
                        .map(ObjectKey::toString)
                        .toList()));
        members = source;
        return List.of(source, wakes);
    }

    /** How many seats a team and the older objects of its namespace ask for. */
    int seatsUpTo(KiroTeam team, Instant now) {
        String namespace = team.getMetadata().getNamespace();
        return ClaimedSeats.upTo(
                team, started(teams).list(namespace), started(members).list(namespace), now);
    }

    /** The members that name a team. */
    List<KiroMember> members(ObjectKey team) {
        return started(members).byIndex(BY_TEAM, team.toString());
    }

    /** Those of the teams marked for deletion, and not gone yet, that a test lets through. */
    List<KiroTeam> deleted(Predicate<KiroTeam> test) {
        return started(teams)
                .list(team -> team.isMarkedForDeletion() && test.test(team))
                .toList();
    }

    @Override
    public Set<ObjectKey> ofConnection(String connection) {
        return started(teams).byIndex(BY_CONNECTION, connection).stream()
                .map(ObjectKey::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean exists(ObjectKey team) {
        return started(teams).contains(new ResourceID(team.name(), team.namespace()));
    }

    @Override
    public void wake(Collection<ObjectKey> concerned) {
        concerned.forEach(team -> wakes.propagateEvent(new ResourceID(team.name(), team.namespace())));
    }

    /** Makes those look again whose rules may ask for the labels of a namespace: its teams, and the teams of its members. */
    void namespaceChanged(String namespace) {
        InformerEventSource<KiroMember, KiroTeam> source = members;
        if (source == null) {
            return;
        }
        Stream<ObjectKey> own = started(teams).list(namespace).map(ObjectKey::of);
        Stream<ObjectKey> ofItsMembers = source.list(namespace).flatMap(member -> Triggers.teamsOf(member).stream());
        wake(Stream.concat(own, ofItsMembers).collect(Collectors.toUnmodifiableSet()));
    }

    private static <T> T started(@Nullable T source) {
        if (source == null) {
            throw new IllegalStateException("The controller has not been started");
        }
        return source;
    }
}
