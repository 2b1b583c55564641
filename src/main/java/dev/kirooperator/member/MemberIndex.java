package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.ClaimedSeats;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.OperatorMode;
import dev.kirooperator.converge.Served;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.converge.Triggers;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.Verdict;
import dev.kirooperator.status.StatusSeal;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a member has to know of other objects in the cluster, from the informers' caches. */
final class MemberIndex {

    private static final String BY_TEAM = "by-team";
    private static final String BY_USER = "by-user";

    private final SimpleInboundEventSource<KiroMember> wakes = new SimpleInboundEventSource<>("shared-users");
    private final TeamAccess access;
    private final Guards guards;
    private final StatusSeal seal;
    private final OperatorMode mode;
    private final Served served;
    private volatile @Nullable IndexerResourceCache<KiroMember> members;
    private volatile @Nullable InformerEventSource<KiroTeam, KiroMember> teams;

    MemberIndex(TeamAccess access, Guards guards, StatusSeal seal, OperatorMode mode, Served served) {
        this.access = access;
        this.guards = guards;
        this.seal = seal;
        this.mode = mode;
        this.served = served;
    }

    /** Adds the indexes and makes the sources of events: a team concerns the members that name it. */
    List<EventSource<?, KiroMember>> start(EventSourceContext<KiroMember> context) {
        IndexerResourceCache<KiroMember> cache = context.getPrimaryCache();
        cache.addIndexers(Map.of(
                BY_TEAM,
                member -> MemberGoal.teams(member).stream()
                        .map(ObjectKey::toString)
                        .toList(),
                BY_USER,
                member -> users(member).toList()));
        members = cache;
        var source = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(KiroTeam.class, KiroMember.class)
                        .withSecondaryToPrimaryMapper(team -> ofTeam(ObjectKey.of(team)).stream()
                                .map(ResourceID::fromResource)
                                .collect(Collectors.toUnmodifiableSet()))
                        .withPrimaryToSecondaryMapper((KiroMember member) -> Set.of())
                        .withLabelSelector(served.selector().orElse(null))
                        .withInformerListLimit(Served.PAGE)
                        .withOnUpdateFilter(Triggers::concernsMembers)
                        .build(),
                context);
        teams = source;
        return List.of(source, wakes);
    }

    /** Makes those look now who shared their user with a member that is gone: what it asked for may be theirs to ask for, or too much. */
    void wakePeers(KiroMember member, Instant now) {
        wake(peers(member, now).stream().map(ObjectKey::of).toList());
    }

    void wake(Collection<ObjectKey> concerned) {
        concerned.forEach(member -> wakes.propagateEvent(new ResourceID(member.name(), member.namespace())));
    }

    /** The teams that a member names. */
    List<NamedTeam> teams(MemberGoal goal) {
        return goal.teams().stream()
                .map(key -> team(key, goal.key().namespace()))
                .toList();
    }

    /** Whose AWS account a member is about to keep busy; a guess while none of its teams exists. */
    String connection(KiroMember member) {
        return MemberRun.userOf(member)
                .flatMap(user -> Optional.ofNullable(user.connection()))
                .or(() -> MemberGoal.teams(member).stream()
                        .flatMap(key -> started(teams).get(new ResourceID(key.name(), key.namespace())).stream())
                        .map(team -> TeamGoal.of(team).connection())
                        .findFirst())
                .orElse(ConnectionChoice.DEFAULT);
    }

    /** Whether there is such a member, among those that are served. */
    boolean has(ObjectKey member) {
        return started(members).contains(new ResourceID(member.name(), member.namespace()));
    }

    /** Among which teams a team was looked for that is not found. */
    String among() {
        return served.among();
    }

    /** How many seats a member and the older objects of its namespace ask for. */
    int seatsUpTo(KiroMember member, Instant now) {
        String namespace = member.getMetadata().getNamespace();
        return ClaimedSeats.upTo(
                member, started(teams).list(namespace), started(members).list(namespace), now);
    }

    /** The members that name a team. */
    List<KiroMember> ofTeam(ObjectKey team) {
        return started(members).byIndex(BY_TEAM, team.toString());
    }

    /** Those of the members marked for deletion, and not gone yet, that a test lets through. */
    List<KiroMember> deleted(Predicate<KiroMember> test) {
        return started(members)
                .list(member -> member.isMarkedForDeletion() && test.test(member))
                .map(member -> seal.believed(member, KiroMember::new))
                .toList();
    }

    /**
     * Other members that stay and may stand for the same user. One that has none yet counts by the name only where it may get the user: what
     * the tenancy rules refuse, or another Identity Center's, keeps nobody's user, membership or seat.
     */
    List<KiroMember> peers(KiroMember member, Instant now) {
        ObjectKey self = ObjectKey.of(member);
        Optional<String> connection = ConnectionChoice.of(member, teams(MemberGoal.of(member)));
        return users(member)
                .flatMap(user -> started(members).byIndex(BY_USER, user).stream())
                .filter(other -> !ObjectKey.of(other).equals(self))
                .filter(other ->
                        !other.isMarkedForDeletion() && !MemberGoal.of(other).isExpired(now))
                .map(other -> seal.believed(other, KiroMember::new))
                .filter(other -> hasUser(other) || mayGetUser(other, connection))
                .collect(Collectors.toMap(ObjectKey::of, other -> other, (a, b) -> a))
                .values()
                .stream()
                .toList();
    }

    /** Whether a member asks to adopt users of a connection, and would get them: nobody else's claim has to be respected. */
    boolean mayAdopt(KiroMember member, String connection) {
        MemberGoal goal = MemberGoal.of(member);
        List<NamedTeam> named = teams(goal);
        return goal.adopt()
                && MemberSync.mayWrite(named)
                && ConnectionChoice.of(member, named).filter(connection::equals).isPresent()
                && guards.check(goal.tenancyRequest(connection)).isEmpty();
    }

    private static boolean hasUser(KiroMember member) {
        return MemberRun.userOf(member)
                .flatMap(user -> Optional.ofNullable(user.id()))
                .isPresent();
    }

    private boolean mayGetUser(KiroMember member, Optional<String> connection) {
        MemberGoal goal = MemberGoal.of(member);
        Optional<String> own = ConnectionChoice.of(member, teams(goal)).or(() -> connection);
        return own.equals(connection)
                && own.filter(name -> guards.check(goal.tenancyRequest(name)).isEmpty())
                        .isPresent();
    }

    private NamedTeam team(ObjectKey key, String memberNamespace) {
        Optional<KiroTeam> team = started(teams)
                .get(new ResourceID(key.name(), key.namespace()))
                .filter(found -> !found.isMarkedForDeletion())
                .map(found -> mode.asSeen(seal.believed(found, KiroTeam::new)));
        return team.map(found -> existing(key, found, memberNamespace))
                .orElseGet(() -> new NamedTeam(key, team, false, Optional.empty()));
    }

    private NamedTeam existing(ObjectKey key, KiroTeam team, String memberNamespace) {
        TeamGoal goal = TeamGoal.of(team);
        Optional<Boolean> allowed = access.allows(goal, memberNamespace);
        Optional<Verdict> refusal = guards.check(goal.tenancyRequest())
                .or(() -> Triggers.refusal(team))
                .or(() -> allowed.isPresent() ? Optional.empty() : Optional.of(unread(memberNamespace)));
        return new NamedTeam(key, Optional.of(team), allowed.orElse(true), refusal);
    }

    private static Verdict unread(String namespace) {
        return new Verdict(
                Reason.NOT_ALLOWED_BY_TEAM,
                "the labels of namespace " + namespace
                        + ", by which spec.allowedNamespaces decides, cannot be read now: "
                        + "nobody joins or has to leave meanwhile (the operator needs get, list and watch on namespaces)");
    }

    /** Makes those look again whose rules may ask for the labels of a namespace: its members, and the members of its teams. */
    void namespaceChanged(String namespace) {
        IndexerResourceCache<KiroMember> cache = members;
        if (cache == null) {
            return;
        }
        Stream<KiroMember> ofItsTeams =
                started(teams).list(namespace).flatMap(team -> ofTeam(ObjectKey.of(team)).stream());
        wake(Stream.concat(cache.list(namespace), ofItsTeams).map(ObjectKey::of).toList());
    }

    private static Stream<String> users(KiroMember member) {
        Stream<String> recorded =
                Optional.ofNullable(member.getStatus()).map(KiroMemberStatus::user).map(UserStatus::id).stream();
        return Stream.concat(recorded, Stream.of(MemberGoal.userName(member).toLowerCase(Locale.ROOT)));
    }

    private static <T> T started(@Nullable T source) {
        if (source == null) {
            throw new IllegalStateException("The controller has not been started");
        }
        return source;
    }
}
