package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.SubscriptionStatus;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.guard.Verdict;
import dev.kirooperator.status.Conditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which changes of an object start a reconcile. Status that a controller writes itself does not; what one controller's status tells
 * the other does.
 */
public final class Triggers {

    private Triggers() {}

    /** Passes changes of the spec, of the annotations, and the wish to delete; the SDK's generation check would drop annotations. */
    public static final class OwnChanges implements OnUpdateFilter<HasMetadata> {

        @Override
        public boolean accept(HasMetadata newer, HasMetadata older) {
            return specChanged(newer, older)
                    || !Objects.equals(
                            newer.getMetadata().getAnnotations(),
                            older.getMetadata().getAnnotations())
                    || !Objects.equals(
                            newer.getMetadata().getFinalizers(),
                            older.getMetadata().getFinalizers());
        }
    }

    /** The teams that a member names, and those that it was last seen to be in. */
    public static Set<ObjectKey> teamsOf(KiroMember member) {
        Stream<ObjectKey> recorded =
                recordedTeams(member).stream().map(team -> new ObjectKey(team.namespace(), team.name()));
        return Stream.concat(MemberGoal.teams(member).stream(), recorded).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a changed member may change what its teams report. */
    public static boolean concernsTeams(KiroMember newer, KiroMember older) {
        return specChanged(newer, older)
                || differ(newer, older, m -> status(m).map(KiroMemberStatus::user))
                || differ(newer, older, m -> status(m).map(KiroMemberStatus::seat))
                || differ(newer, older, Triggers::recordedTeams);
    }

    /** Whether a changed team may change what its members have to do; its counts only matter where there is a limit. */
    public static boolean concernsMembers(KiroTeam newer, KiroTeam older) {
        return specChanged(newer, older)
                || differ(newer, older, t -> teamStatus(t).map(KiroTeamStatus::group))
                || differ(newer, older, t -> groupSubscription(t))
                || differ(newer, older, Triggers::refusal)
                || (TeamGoal.of(newer).maxMembers().isPresent()
                        && differ(newer, older, t -> teamStatus(t).map(KiroTeamStatus::members)));
    }

    /**
     * Why the team itself reports that its group is not to be touched, which its members cannot see. Who forges it only keeps members
     * out: what may be joined is asked of AWS once more before.
     */
    public static Optional<Verdict> refusal(KiroTeam team) {
        return Conditions.find(
                        teamStatus(team).map(KiroTeamStatus::conditions).orElse(null), ConditionType.GROUP_SYNCED)
                .filter(condition -> Reason.TARGET_NOT_ALLOWED.label().equals(condition.reason()))
                .map(condition -> new Verdict(
                        Reason.TARGET_NOT_ALLOWED,
                        Optional.ofNullable(condition.message()).orElse("")));
    }

    /** What a team says of its members' own seats is no news to them. */
    private static Optional<SubscriptionStatus> groupSubscription(KiroTeam team) {
        return teamStatus(team).map(KiroTeamStatus::subscription).filter(s -> s.assignedTo() != AssignTo.MEMBERS);
    }

    private static boolean specChanged(HasMetadata newer, HasMetadata older) {
        return !Objects.equals(
                        newer.getMetadata().getGeneration(), older.getMetadata().getGeneration())
                || newer.isMarkedForDeletion() != older.isMarkedForDeletion();
    }

    private static <T> boolean differ(T newer, T older, Function<T, Object> part) {
        return !part.apply(newer).equals(part.apply(older));
    }

    private static List<TeamMembershipStatus> recordedTeams(KiroMember member) {
        return status(member)
                .flatMap(status -> Optional.ofNullable(status.teams()))
                .orElse(List.of());
    }

    private static Optional<KiroMemberStatus> status(KiroMember member) {
        return Optional.ofNullable(member.getStatus());
    }

    private static Optional<KiroTeamStatus> teamStatus(KiroTeam team) {
        return Optional.ofNullable(team.getStatus());
    }
}
