package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Seniority;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.guard.Guards;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The teams that adopt a group of one name. While no marker says whose it is, and a group that an identity provider feeds carries none,
 * it is for the oldest of these teams; a team that made the group comes before them all. A team that the guards refuse does not count,
 * so that nobody can keep a group from others by naming it first; nor does a status that is not the operator's.
 */
final class Adopters {

    private static final String BY_GROUP = "by-adopted-group";

    private final Guards guards;
    private final Predicate<KiroTeam> believes;
    private volatile @Nullable IndexerResourceCache<KiroTeam> teams;

    /**
     * Makes the judge.
     *
     * @param believes whether a team's status is the operator's
     */
    Adopters(Guards guards, Predicate<KiroTeam> believes) {
        this.guards = guards;
        this.believes = believes;
    }

    /** Adds the index that {@link #olderThan} needs. */
    void start(IndexerResourceCache<KiroTeam> cache) {
        cache.addIndexers(Map.of(BY_GROUP, team -> adopts(team) || made(team) ? List.of(group(team)) : List.of()));
        teams = cache;
    }

    /** The team that made this one's group; else the oldest that adopts it and is older than this one. Nobody comes before a maker. */
    Optional<ObjectKey> olderThan(KiroTeam team) {
        return olderThan(team, sameGroup(team));
    }

    /** The other teams that adopt this one's group, and may take it over when this one goes. */
    Set<ObjectKey> heirs(KiroTeam team) {
        ObjectKey own = ObjectKey.of(team);
        return sameGroup(team).stream()
                .filter(Adopters::adopts)
                .map(ObjectKey::of)
                .filter(key -> !key.equals(own))
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<KiroTeam> sameGroup(KiroTeam team) {
        IndexerResourceCache<KiroTeam> started = teams;
        if (started == null) {
            throw new IllegalStateException("The controller has not been started");
        }
        return started.byIndex(BY_GROUP, group(team));
    }

    Optional<ObjectKey> olderThan(KiroTeam team, Collection<KiroTeam> others) {
        if (made(team)) {
            return Optional.empty();
        }
        Optional<ObjectKey> maker = others.stream()
                .filter(other ->
                        made(other) && believes.test(other) && group(other).equals(group(team)))
                .min(Seniority.OLDEST_FIRST)
                .map(ObjectKey::of);
        return maker.isPresent() ? maker : oldestAdopter(team, others);
    }

    private Optional<ObjectKey> oldestAdopter(KiroTeam team, Collection<KiroTeam> others) {
        return others.stream()
                .filter(other -> adopts(other) && group(other).equals(group(team)))
                .filter(other -> Seniority.OLDEST_FIRST.compare(other, team) < 0)
                .filter(other ->
                        guards.check(TeamGoal.of(other).tenancyRequest()).isEmpty())
                .min(Seniority.OLDEST_FIRST)
                .map(ObjectKey::of);
    }

    private static boolean adopts(KiroTeam team) {
        return TeamGoal.of(team).adopt() && !team.isMarkedForDeletion();
    }

    private static boolean made(KiroTeam team) {
        return !TeamGoal.of(team).adopt()
                && !team.isMarkedForDeletion()
                && Optional.ofNullable(team.getStatus())
                        .map(KiroTeamStatus::group)
                        .filter(group -> group.origin() == Origin.CREATED)
                        .isPresent();
    }

    private static String group(KiroTeam team) {
        TeamGoal goal = TeamGoal.of(team);
        return goal.connection() + "/" + goal.groupName().toLowerCase(Locale.ROOT);
    }
}
