package dev.kirooperator.team;

import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.seat.PriceList;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the collaborators of {@link TeamReconciler} together. */
final class TeamBeans {

    @Produces
    @Singleton
    GroupPhase groups(Guards guards) {
        return new GroupPhase(new GroupPlanner(guards.ownership()));
    }

    @Produces
    @Singleton
    TeamSync sync(Guards guards, GroupPhase groups, SyncSettings settings, PriceList prices) {
        return new TeamSync(
                guards,
                groups,
                new MembershipPhase(new MembershipPlanner(guards.removalBrake()), settings),
                new SubscriptionPhase(new AssignmentPlanner(settings.readBack()), new TeamCost(prices)));
    }

    @Produces
    @Singleton
    TeamCleanup cleanup(GroupPhase groups) {
        return new TeamCleanup(groups);
    }
}
