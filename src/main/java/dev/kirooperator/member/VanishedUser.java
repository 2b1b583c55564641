package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.SeatOrigin;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.api.v1alpha1.TeamState;
import dev.kirooperator.status.Conditions;
import dev.kirooperator.status.Finding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a member whose user was deleted at AWS, while it has no other one. The memberships are gone with the user, and nothing
 * is known of the seat any more.
 */
final class VanishedUser {

    private VanishedUser() {}

    /** Whether the status says of the user what is only true of one that is there. */
    static boolean hasClaims(MemberRun run) {
        return run.recordedTeams().stream().anyMatch(team -> team.state() == TeamState.JOINED)
                || (run.status().seat().isPresent() && !isSaid(run));
    }

    private static boolean isSaid(MemberRun run) {
        return Optional.ofNullable(run.member().getStatus())
                .flatMap(status -> Conditions.find(status.conditions(), ConditionType.SEAT_ASSIGNED))
                .filter(condition -> Reason.WAITING_FOR_USER.label().equals(condition.reason()))
                .isPresent();
    }

    /** Forgets the memberships and what was seen of the seat, and reports {@code SeatAssigned} where there was one on record. */
    static void report(MemberRun run) {
        MemberStatusBuilder status = run.status();
        status.seat()
                .ifPresent(seat -> run.progress()
                        .report(
                                ConditionType.SEAT_ASSIGNED,
                                Finding.progressing(
                                        Reason.WAITING_FOR_USER,
                                        "The user on record"
                                                + status.user()
                                                        .map(user -> " (" + user.id() + ")")
                                                        .orElse("")
                                                + " is not in Identity Center any more, so nothing is known of its seat: AWS ends "
                                                + "it by itself, as far as is known. See UserSynced")));
        status.teams(List.of());
        status.seat(status.seat().map(seat -> unseen(seat, run.progress().now())));
        run.progress().lookedAt(ConditionType.INVITED);
    }

    /** Forgets the memberships and the seat of a user that does not come back. */
    static void forget(MemberStatusBuilder status) {
        status.teams(List.of());
        status.seat(Optional.empty());
    }

    /** What this operator asked for stays on record: should the user show up again, it is to be given back. */
    private static MemberSeatStatus unseen(MemberSeatStatus seat, Instant now) {
        boolean isUnknown = seat.state() == SeatState.UNKNOWN;
        return new MemberSeatStatus(
                SeatState.UNKNOWN,
                seat.plan(),
                SeatOrigin.UNKNOWN,
                isUnknown ? seat.since() : now.truncatedTo(ChronoUnit.SECONDS).toString(),
                null,
                seat.individualPlan(),
                seat.lastRequest(),
                null,
                null);
    }
}
