package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.DeletionPolicy;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.directory.Group;
import dev.kirooperator.directory.User;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.status.Finding;
import java.time.Duration;
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
    private final Leaving leaving;
    private final DepartureBrake brake;

    MemberCleanup(
            Guards guards,
            UserPhase users,
            TeamsPhase teams,
            SeatReturn seats,
            InvitationPhase invitations,
            Leaving leaving,
            DepartureBrake brake) {
        this.leaving = leaving;
        this.brake = brake;
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
        Optional<String> assignment =
                ProviderSeat.open(run, guards.check(run.tenancyRequest().adopting()));
        Optional<User> user = ProviderSeat.isRecorded(run) ? Optional.empty() : locate(run);
        Optional<Outgoing> outgoing =
                user.map(u -> outgoing(run, u, assignment.isPresent())).or(() -> assignment.map(Outgoing::seat));
        Optional<Finding> held = outgoing.flatMap(o -> brake.check(run, o));
        if (held.isEmpty()) {
            assignment.ifPresent(id -> ProviderSeat.giveBack(run, id));
        }
        if (held.isPresent()) {
            if (!isLetGo(run, outgoing.orElseThrow(), held.get())) {
                return false;
            }
        } else if (user.isPresent()) {
            if (!seats.run(run, user.get()) || !leaving.leaveAll(run, user.get())) {
                run.progress()
                        .report(
                                ConditionType.SEAT_ASSIGNED,
                                Finding.progressing(
                                        Reason.DELETING, "Waits for AWS to show that the seat is given back"));
                run.progress().watch(ConditionType.SEAT_ASSIGNED);
                return false;
            }
            List<TeamMembershipStatus> leftBehind = leaving.leftBehind(run);
            if (!leftBehind.isEmpty()) {
                reportLeftBehind(run, user.get(), leftBehind);
            }
            if (!leftBehind.isEmpty() || !deleteUser(run, user.get())) {
                reportKept(run, user.get());
                reportSeat(run, user.get());
            }
        }
        return true;
    }

    /** Forgets what is remembered of an object that goes, however it goes. */
    void forget(KiroMember member) {
        String uid = String.valueOf(member.getMetadata().getUid());
        brake.forget(member);
        seats.forget(uid);
        users.forget(uid);
        invitations.forget(uid);
    }

    private Outgoing outgoing(MemberRun run, User user, boolean hasAssignment) {
        boolean deletes = run.goal().deletionPolicy() == DeletionPolicy.DELETE
                && leaving.leftBehind(run).isEmpty()
                && KeptUser.obstacle(run, user, users.origin(run, user)).isEmpty();
        return new Outgoing(user.id(), leaving.open(run, user), hasAssignment || SeatReturn.isOpen(run, user), deletes);
    }

    /**
     * Whether the object of a held departure goes, without a write to AWS: at once where the teams' own plans name what is left, else
     * once it was held for long enough.
     */
    private boolean isLetGo(MemberRun run, Outgoing outgoing, Finding held) {
        if (held.kind() == Finding.Kind.PROGRESSING) {
            return false;
        }
        boolean carried = !outgoing.seat()
                && !outgoing.deletesUser()
                && leaving.areCarried(run, outgoing.memberships().keySet());
        if (carried) {
            run.teams().stream()
                    .filter(team -> outgoing.memberships().containsKey(team.key()))
                    .flatMap(team -> team.goal().stream())
                    .forEach(team -> brake.handOver(team, run.progress().now()));
            report(
                    run,
                    Reason.REMOVAL_HELD_BACK,
                    outgoing,
                    "the team holds the removal: approve its status.plan there");
            return true;
        }
        Duration left = brake.left(run);
        if (left.isZero()) {
            report(
                    run,
                    Reason.LEFT_BEHIND,
                    outgoing,
                    "nobody approved it in time (kiro.guard.hold). A KiroMember of this name that is applied again finds the user "
                            + "as one that exists (spec.adopt takes it back); else undo it in the AWS console");
            return true;
        }
        run.progress().report(ConditionType.TEAMS_SYNCED, held);
        run.progress().lookAgainWithin(left);
        return false;
    }

    private static void report(MemberRun run, Reason reason, Outgoing outgoing, String why) {
        run.progress()
                .report(
                        ConditionType.TEAMS_SYNCED,
                        Finding.stalled(
                                reason,
                                "This object is deleted, one of too many within a short time, so nothing was written to AWS. What "
                                        + "stays of " + outgoing.words()
                                        + outgoing.plan(run)
                                        + "; " + why));
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

    /** A seat that a user has of its own goes with the user only. */
    private void reportSeat(MemberRun run, User user) {
        if (isSeatForeign(run, user)) {
            run.progress()
                    .report(
                            ConditionType.SEAT_ASSIGNED,
                            Finding.stalled(
                                    Reason.LEFT_BEHIND,
                                    "This object is deleted, and user " + user.id()
                                            + " keeps a seat of its own that this object did not ask for. Where nobody needs it "
                                            + "any more, give it back in the Kiro console"));
        }
    }

    /** A list that cannot be read keeps nobody's object: there is nothing to undo in it. */
    private boolean isSeatForeign(MemberRun run, User user) {
        try {
            return seats.isForeign(run, user);
        } catch (AwsException e) {
            return false;
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
