package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The seats that the objects of one namespace ask for: a team with a plan for as many members as it may have, a member with a plan of its own
 * for one. What is being deleted still counts, for its seats are not given back yet. Pure.
 */
public final class ClaimedSeats {

    private static final Comparator<HasMetadata> OLDEST_FIRST =
            Seniority.OLDEST_FIRST.thenComparing(HasMetadata::getKind);

    private ClaimedSeats() {}

    /** Those of an object and of all that are older. */
    public static int upTo(HasMetadata object, Stream<KiroTeam> teams, Stream<KiroMember> members, Instant now) {
        return teams.filter(team -> OLDEST_FIRST.compare(team, object) <= 0)
                        .mapToInt(ClaimedSeats::of)
                        .sum()
                + members.filter(member -> OLDEST_FIRST.compare(member, object) <= 0)
                        .mapToInt(member -> of(member, now))
                        .sum();
    }

    private static int of(KiroTeam team) {
        TeamGoal goal = TeamGoal.of(team);
        return goal.plan().isPresent() ? goal.maxMembers().orElse(0) : 0;
    }

    private static int of(KiroMember member, Instant now) {
        boolean asks = member.getSpec().subscription() != null;
        return asks && !MemberGoal.of(member).isExpired(now) ? 1 : 0;
    }
}
