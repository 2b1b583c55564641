package dev.kirooperator.member;

import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.guard.Guards;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the collaborators of {@link MemberReconciler} together. */
final class MemberBeans {

    @Produces
    @Singleton
    MemberIndex index(TeamAccess access) {
        return new MemberIndex(access);
    }

    @Produces
    @Singleton
    UserPhase users() {
        return new UserPhase(new UserPlanner());
    }

    @Produces
    @Singleton
    TeamsPhase teams(Guards guards, TeamAccess access, MemberIndex index) {
        return new TeamsPhase(guards.ownership(), access, index::ofTeam);
    }

    @Produces
    @Singleton
    SeatPhase seats(SyncSettings settings) {
        return new SeatPhase(new SeatPlanner(settings.readBack()));
    }

    @Produces
    @Singleton
    MemberSync sync(Guards guards, UserPhase users, TeamsPhase teams, SeatPhase seats) {
        return new MemberSync(guards, users, teams, seats);
    }

    @Produces
    @Singleton
    MemberCleanup cleanup(UserPhase users, TeamsPhase teams, SeatPhase seats) {
        return new MemberCleanup(users, teams, seats);
    }
}
