package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.converge.ExternalIdentity;
import dev.kirooperator.directory.Group;
import dev.kirooperator.directory.User;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.Verdict;
import dev.kirooperator.status.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Converges one member: guards first, then the user, the memberships and the seat. */
final class MemberSync {

    private final Guards guards;
    private final UserPhase users;
    private final TeamsPhase teams;
    private final SeatPhase seats;
    private final InvitationPhase invitations;
    private final Expiry expiry;
    private final Departure departure;
    private final ProviderSeat providerSeat;
    private final Leaving leaving;
    private final DepartureBrake brake;
    private final ToIntFunction<MemberRun> seatsUpTo;

    /**
     * Makes the phases' order.
     *
     * @param seatsUpTo how many seats the member and the older objects of its namespace ask for
     */
    MemberSync(
            Guards guards,
            UserPhase users,
            TeamsPhase teams,
            SeatPhase seats,
            InvitationPhase invitations,
            Expiry expiry,
            Departure departure,
            ProviderSeat providerSeat,
            Leaving leaving,
            DepartureBrake brake,
            ToIntFunction<MemberRun> seatsUpTo) {
        this.seatsUpTo = seatsUpTo;
        this.leaving = leaving;
        this.brake = brake;
        this.guards = guards;
        this.users = users;
        this.teams = teams;
        this.seats = seats;
        this.invitations = invitations;
        this.expiry = expiry;
        this.departure = departure;
        this.providerSeat = providerSeat;
    }

    void run(MemberRun run) {
        awaitExpiry(run);
        if (ProviderSeat.concerns(run)) {
            providerSeat.run(run, refusal(run));
            return;
        }
        Optional<Finding> obstacle = obstacle(run);
        if (run.isExpired() && (obstacle.isEmpty() || run.recordedUser().isPresent())) {
            expire(run);
            return;
        }
        if (obstacle.isPresent()) {
            run.progress().report(ConditionType.USER_SYNCED, obstacle.get());
            return;
        }
        boolean mayWrite = mayWrite(run.teams());
        if (mayWrite && !isPrepared(run)) {
            teams.reportWithoutUser(run);
            return;
        }
        if (mayWrite && leaveFormer(run)) {
            return;
        }
        Optional<User> user = users.run(run, mayWrite);
        if (user.isEmpty()) {
            if (!run.progress().hasFailed() && !run.status().isHeld()) {
                reportWithoutUser(run);
            }
            ObservedSeat.reportWithoutUser(run);
            return;
        }
        reportSignIn(run);
        List<TeamMembershipStatus> former = leaving.leaveFormer(run, user.get());
        List<NamedTeam> joined = teams.run(run, user.get(), former);
        run.progress().lookedAt(ConditionType.TEAMS_SYNCED);
        invitations.run(run, user.get(), mayWrite);
        run.progress().lookedAt(ConditionType.INVITED);
        if (former.isEmpty()) {
            seats.run(run, user.get(), joined, mayWrite);
            run.progress().lookedAt(ConditionType.SEAT_ASSIGNED);
        }
    }

    /** Nothing that a user had is claimed of one that is gone. */
    private void reportWithoutUser(MemberRun run) {
        try {
            if (VanishedUser.hasClaims(run) && users.isGone(run)) {
                VanishedUser.report(run);
            }
            teams.reportWithoutUser(run);
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.USER_SYNCED, e);
        }
    }

    private Optional<Verdict> refusal(MemberRun run) {
        return guards.check(run.tenancyRequest(), () -> seatsUpTo.applyAsInt(run));
    }

    private Optional<Finding> obstacle(MemberRun run) {
        return refusal(run)
                .map(verdict -> Finding.stalled(verdict.reason(), verdict.message()))
                .or(() -> ExternalIdentity.check(run.connection()));
    }

    /** Whatever else holds this member up, its end comes on time. */
    private void awaitExpiry(MemberRun run) {
        Instant now = run.progress().now();
        run.goal().expiresAt().filter(now::isBefore).ifPresent(end -> {
            expiry.warning(end, now).ifPresent(warning -> run.progress().report(ConditionType.EXPIRING, warning));
            run.progress().lookAgainWithin(expiry.untilNext(end, now));
        });
        run.progress().lookedAt(ConditionType.EXPIRING);
    }

    private static boolean isPrepared(MemberRun run) {
        try {
            run.connection().prepare();
            return true;
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.USER_SYNCED, e);
            return false;
        }
    }

    /** Whether this reconcile is about a user that the manifest does not mean any more: it goes out first, and the new one comes in next. */
    private boolean leaveFormer(MemberRun run) {
        try {
            Optional<User> former = users.former(run);
            former.ifPresent(user -> {
                run.status().holdGeneration();
                Optional<Finding> held = brake.check(
                        run, new Outgoing(user.id(), leaving.open(run, user), SeatReturn.isOpen(run, user), false));
                if (held.isPresent()) {
                    run.progress().report(ConditionType.TEAMS_SYNCED, held.get());
                    return;
                }
                boolean over = departure.run(run, user);
                if (over) {
                    brake.settle(run);
                    users.forget(run.uid());
                    run.status().leaveUser();
                }
                run.progress()
                        .report(
                                ConditionType.USER_SYNCED,
                                Finding.progressing(
                                        Reason.PROGRESSING,
                                        "The manifest means another user now than " + user.id()
                                                + (over
                                                        ? ", which has left; the other one is taken up next"
                                                        : ". Waits for AWS to show that this one's seat is given back")));
                run.progress().watch(ConditionType.USER_SYNCED);
            });
            return former.isPresent();
        } catch (AwsException e) {
            run.status().holdGeneration();
            run.progress().reportFailure(ConditionType.USER_SYNCED, e);
            return true;
        }
    }

    /**
     * Leaves the teams and gives the seat back, and says so when AWS shows it. Rules that changed since do not keep anybody's seat; an
     * object that never got past them ends nobody's access.
     */
    private void expire(MemberRun run) {
        try {
            Optional<User> user = users.locateExpired(run);
            if (user.isPresent() && !departure.run(run, user.get())) {
                Finding waits = Finding.progressing(
                        Reason.EXPIRED,
                        "spec.expiresAt is past: this person leaves the teams and gives the seat back; AWS does not show it "
                                + "all yet");
                run.progress().report(ConditionType.TEAMS_SYNCED, waits);
                run.progress().report(ConditionType.SEAT_ASSIGNED, waits);
                run.progress().watch(ConditionType.SEAT_ASSIGNED);
                return;
            }
            if (user.isEmpty()) {
                VanishedUser.forget(run.status());
            }
            user.ifPresent(u -> reportKept(run, teams.keptByProvider(run, u)));
            boolean shown = user.map(gone -> departure.isSeatShown(run, gone)).orElse(false);
            boolean foreign = user.map(gone -> departure.leavesSeat(run, gone)).orElse(false);
            run.progress()
                    .report(
                            ConditionType.TEAMS_SYNCED,
                            Finding.idle(
                                    Reason.EXPIRED,
                                    "spec.expiresAt is past"
                                            + (user.isEmpty()
                                                            || leaving.leftBehind(run)
                                                                    .isEmpty()
                                                    ? ": " + left(user.isPresent(), shown, foreign)
                                                    : ", and this person stays in the groups of teams that are "
                                                            + "suspended or only observed (status.teams) until those are "
                                                            + "resumed")));
            if (shown) {
                run.progress().watch(ConditionType.TEAMS_SYNCED);
            }
            run.progress().lookedAt(ConditionType.SEAT_ASSIGNED);
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.TEAMS_SYNCED, e);
        }
    }

    private static String left(boolean hasUser, boolean isSeatShown, boolean isSeatForeign) {
        if (!hasUser) {
            return "there is no user to take out of Kiro";
        }
        if (isSeatForeign) {
            return "this person has left the teams, and keeps an individual seat that this object never asked for; give it back in "
                    + "the Kiro console if nobody else means it";
        }
        return isSeatShown
                ? "this person has left the teams; AWS still shows a seat, and ends one that came from a group within a day"
                : "this person has left the teams and given the seat back";
    }

    private static void reportKept(MemberRun run, List<Group> kept) {
        if (kept.isEmpty()) {
            return;
        }
        run.progress()
                .report(
                        ConditionType.TEAMS_SYNCED,
                        Finding.stalled(
                                Reason.MANAGED_BY_IDENTITY_PROVIDER,
                                "spec.expiresAt is past, and this person " + ProvidersWord.stillIn(kept)));
        run.progress().watch(ConditionType.TEAMS_SYNCED);
    }

    private static void reportSignIn(MemberRun run) {
        try {
            run.status().signIn(run.connection().signIn());
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.USER_SYNCED, e);
        }
    }

    /** Whether the operator may write for the sake of a member of these teams. */
    static boolean mayWrite(List<NamedTeam> teams) {
        return teams.isEmpty() || teams.stream().anyMatch(NamedTeam::isActive);
    }
}
