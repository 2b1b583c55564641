package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.DeletionPolicy;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.directory.Group;
import dev.kirooperator.directory.User;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.status.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Undoes a member at AWS when its object is deleted, in the safe order: the seat back and verified, then the memberships, then, if the
 * policy says so and the user is the member's own, the user. Each step can be repeated.
 */
final class MemberCleanup {

    private final Guards guards;
    private final UserPhase users;
    private final TeamsPhase teams;
    private final SeatReturn seats;
    private final InvitationPhase invitations;

    MemberCleanup(Guards guards, UserPhase users, TeamsPhase teams, SeatReturn seats, InvitationPhase invitations) {
        this.guards = guards;
        this.users = users;
        this.teams = teams;
        this.seats = seats;
        this.invitations = invitations;
    }

    /**
     * Whether everything is undone; false while AWS does not show yet that the seat is given back, or the memberships ended. Reports
     * {@code TeamsSynced} where a membership stays that only an identity provider can end.
     */
    boolean run(MemberRun run) {
        boolean isProviders = ProviderSeat.giveBack(run, guards.check(run.tenancyRequest()));
        Optional<User> user = isProviders ? Optional.empty() : locate(run);
        if (user.isPresent()) {
            if (!seats.run(run, user.get()) || !teams.leaveAll(run, user.get())) {
                return false;
            }
            List<TeamMembershipStatus> leftBehind = teams.leftBehind(run);
            if (!leftBehind.isEmpty()) {
                reportLeftBehind(run, user.get(), leftBehind);
            }
            if (!leftBehind.isEmpty() || !deleteUser(run, user.get())) {
                reportKept(run, user.get());
            }
        }
        users.forget(run);
        invitations.forget(run);
        return true;
    }

    /** A user who is deleted leaves its groups with that, so this one stays. */
    private static void reportLeftBehind(MemberRun run, User user, List<TeamMembershipStatus> memberships) {
        String where = memberships.stream()
                .map(m -> "group " + m.groupId() + " of team " + m.namespace() + "/" + m.name())
                .collect(Collectors.joining(", "));
        run.progress()
                .report(
                        ConditionType.SEAT_ASSIGNED,
                        Finding.stalled(
                                Reason.LEFT_BEHIND,
                                "This object is deleted, and user " + user.id() + " stays in " + where
                                        + ", with the seat that comes with it: the team is suspended or only observed, so nothing is "
                                        + "written for it. An Exclusive team that is resumed ends the membership; else end it in the "
                                        + "AWS console"));
    }

    private void reportKept(MemberRun run, User user) {
        List<Group> kept = teams.keptByProvider(run, user);
        if (!kept.isEmpty()) {
            run.progress()
                    .report(
                            ConditionType.TEAMS_SYNCED,
                            Finding.stalled(
                                    Reason.MEMBERSHIP_KEPT,
                                    "This object is deleted, and this person " + ProvidersWord.stillIn(kept)));
        }
    }

    /** Without an Identity Center, a member that never had a user has nothing there to undo. */
    private Optional<User> locate(MemberRun run) {
        try {
            return users.locate(run);
        } catch (AwsException e) {
            if (e.isNoInstance() && run.recordedUser().isEmpty()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether the user is gone; reports {@code UserSynced} where the policy wants that in vain. */
    private boolean deleteUser(MemberRun run, User user) {
        if (run.goal().deletionPolicy() != DeletionPolicy.DELETE) {
            return false;
        }
        Optional<Finding> obstacle = KeptUser.obstacle(run, user, users.origin(run, user));
        obstacle.ifPresentOrElse(
                kept -> run.progress().report(ConditionType.USER_SYNCED, kept),
                () -> run.connection().directory().deleteUser(user.id()));
        return obstacle.isEmpty();
    }
}
