package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.directory.User;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.TenancyRequest;
import dev.kirooperator.guard.Verdict;
import dev.kirooperator.status.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Converges one member: guards first, then the user, the memberships and the seat. */
final class MemberSync {

    private final Guards guards;
    private final UserPhase users;
    private final TeamsPhase teams;
    private final SeatPhase seats;

    MemberSync(Guards guards, UserPhase users, TeamsPhase teams, SeatPhase seats) {
        this.guards = guards;
        this.users = users;
        this.teams = teams;
        this.seats = seats;
    }

    void run(MemberRun run) {
        Optional<Verdict> verdict = guards.check(request(run));
        if (verdict.isPresent()) {
            run.progress()
                    .report(
                            ConditionType.USER_SYNCED,
                            Finding.stalled(
                                    verdict.get().reason(), verdict.get().message()));
            return;
        }
        if (run.isExpired()) {
            expire(run);
            return;
        }
        boolean mayWrite = run.teams().isEmpty() || run.teams().stream().anyMatch(NamedTeam::isActive);
        if (mayWrite && !isPrepared(run)) {
            teams.reportWithoutUser(run);
            return;
        }
        Optional<User> user = users.run(run, mayWrite);
        if (user.isEmpty()) {
            teams.reportWithoutUser(run);
            return;
        }
        reportSignIn(run);
        List<NamedTeam> joined = teams.run(run, user.get());
        seats.run(run, user.get(), joined, mayWrite);
        run.goal()
                .expiresAt()
                .ifPresent(end -> run.progress()
                        .lookAgainWithin(Duration.between(run.progress().now(), end)));
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

    /** Leaves the teams and gives the seat back; an expired member that never had a user is not even looked up. */
    private void expire(MemberRun run) {
        String message = "spec.expiresAt is past: this person has left the teams and given the seat back";
        try {
            if (run.recordedUser().isPresent()) {
                Optional<User> user = users.locate(run);
                if (user.isPresent()) {
                    boolean givenBack = seats.giveBack(run, user.get());
                    teams.leaveAll(run, user.get());
                    run.status().teams(List.of());
                    if (givenBack) {
                        run.status().seat(Optional.empty());
                    } else {
                        run.progress()
                                .report(
                                        ConditionType.SEAT_ASSIGNED,
                                        Finding.progressing(
                                                Reason.EXPIRED, "Waits for AWS to show that the seat is given back"));
                        run.progress().watch(ConditionType.SEAT_ASSIGNED);
                    }
                }
            }
            run.progress().report(ConditionType.TEAMS_SYNCED, Finding.idle(Reason.EXPIRED, message));
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.TEAMS_SYNCED, e);
        }
    }

    private static void reportSignIn(MemberRun run) {
        try {
            run.status().signIn(run.connection().signIn());
        } catch (AwsException e) {
            run.progress().reportFailure(ConditionType.USER_SYNCED, e);
        }
    }

    private static TenancyRequest request(MemberRun run) {
        return new TenancyRequest(
                run.goal().key().namespace(),
                run.connection().name(),
                Optional.empty(),
                run.goal().plan(),
                OptionalInt.empty(),
                run.goal().adopt());
    }
}
