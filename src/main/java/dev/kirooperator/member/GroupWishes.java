package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.GroupStatus;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.api.v1alpha1.SubscriptionStatus;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.seat.GroupAssignments;
import dev.kirooperator.seat.SeatCase.GroupWish;
import dev.kirooperator.seat.SeatStage.GroupShown;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the subscribed groups of the teams that a member is in are to bring it. Pure. */
final class GroupWishes {

    private GroupWishes() {}

    /** The highest plan, and whether AWS shows the assignment of one of the groups that have it. */
    static Optional<GroupWish> of(List<NamedTeam> joined, GroupAssignments groups) {
        Optional<Plan> highest =
                joined.stream().flatMap(team -> plan(team).stream()).max(Comparator.naturalOrder());
        return highest.map(plan -> new GroupWish(
                plan,
                joined.stream()
                        .filter(team -> plan(team).equals(highest))
                        .map(team -> shown(team, groups))
                        .min(Comparator.naturalOrder())
                        .orElse(GroupShown.UNTOLD),
                joined.stream()
                        .filter(team -> plan(team).equals(highest))
                        .flatMap(team -> assignedSince(team).stream())
                        .min(Comparator.naturalOrder())));
    }

    private static Optional<Plan> plan(NamedTeam team) {
        return team.goal().flatMap(TeamGoal::groupPlan);
    }

    private static Optional<Instant> assignedSince(NamedTeam team) {
        return subscription(team)
                .flatMap(subscription -> Optional.ofNullable(subscription.since()))
                .map(Instant::parse);
    }

    private static Optional<SubscriptionStatus> subscription(NamedTeam team) {
        return team.team()
                .flatMap(t -> Optional.ofNullable(t.getStatus()))
                .map(KiroTeamStatus::subscription)
                .filter(subscription -> subscription.assignedTo() != AssignTo.MEMBERS
                        && subscription.state() == SubscriptionState.SUBSCRIBED);
    }

    private static GroupShown shown(NamedTeam team, GroupAssignments groups) {
        if (!(groups instanceof GroupAssignments.Known known)) {
            return subscription(team).isPresent() ? GroupShown.UNTOLD : GroupShown.NO;
        }
        return team.team()
                .flatMap(t -> Optional.ofNullable(t.getStatus()))
                .map(KiroTeamStatus::group)
                .map(GroupStatus::id)
                .map(id -> known.plans().containsKey(id) ? GroupShown.YES : GroupShown.NO)
                .orElse(GroupShown.UNTOLD);
    }
}
