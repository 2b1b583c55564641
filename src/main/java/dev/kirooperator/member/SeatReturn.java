package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.directory.User;
import dev.kirooperator.seat.Principal;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatMachine;
import dev.kirooperator.seat.SeatRequest;
import dev.kirooperator.seat.SeatSnapshot;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.seat.Seats;
import java.time.Duration;
import java.util.Optional;

/**
 * Gives back the individual assignment of a user who goes. A group's seat needs no request: AWS ends it when the user leaves the group
 * or is deleted (facts of Kiro's API, section 1.5).
 */
final class SeatReturn {

    private final DoubleBilling doubleBilling;

    SeatReturn(DoubleBilling doubleBilling) {
        this.doubleBilling = doubleBilling;
    }

    /**
     * Gives this operator's individual assignment back; false until AWS shows it. One that AWS does not show may have been asked for a
     * moment ago, and is given back too.
     */
    boolean run(MemberRun run, User user) {
        forget(run.uid());
        Seats seats = run.connection().seats();
        if (!isHis(run, user)) {
            return true;
        }
        SeatSnapshot before = seats.snapshot(isOver(run) ? run.maxAge() : Duration.ZERO);
        if (isCancelled(before, user) || (isOver(run) && isGivenBack(before, user))) {
            return true;
        }
        seats.delete(new Principal.User(user.id()));
        run.status()
                .seat(Optional.of(
                        SeatRecord.returning(run.status().seat(), run.progress().now())));
        return isGivenBack(seats.snapshot(Duration.ZERO), user);
    }

    void forget(String memberUid) {
        doubleBilling.forget(memberUid);
    }

    /** Whether there is something to give back; makes no call. */
    static boolean isOpen(MemberRun run, User user) {
        return isHis(run, user) && !isOver(run);
    }

    private static boolean isHis(MemberRun run, User user) {
        return run.connection().seats().writable()
                && (run.status().individualPlan().isPresent() || isOver(run))
                && !OwnWishes.isNeededByPeers(run, user);
    }

    /** Records what AWS shows of the seat of a user who has gone and is kept, and says whether that is a seat in force. */
    boolean isShown(MemberRun run, User user) {
        Optional<MemberSeatStatus> recorded = run.status().seat();
        if (recorded.isEmpty()) {
            return false;
        }
        Optional<Seat> seat = run.connection().seats().snapshot(maxAge(run)).seat(user.id());
        run.status()
                .seat(SeatRecord.returned(
                        recorded,
                        seat,
                        SeatRecord.since(recorded, seat, run.progress().now())));
        return seat.filter(shown -> shown.status() != SeatStatus.CANCELLED).isPresent();
    }

    /** Whether the user keeps an individual seat that the manifest names too, and that this object has never asked for. */
    boolean isForeign(MemberRun run, User user) {
        return run.status().individualPlan().isEmpty()
                && !isOver(run)
                && OwnWishes.of(run, run.teams()).isPresent()
                && !isGivenBack(run.connection().seats().snapshot(run.maxAge()), user);
    }

    /** A seat that is to end is looked for the less often the longer that takes. */
    private static Duration maxAge(MemberRun run) {
        boolean ends = run.status()
                .seat()
                .filter(seat -> seat.state() == SeatState.ACTIVE || seat.state() == SeatState.PENDING)
                .isPresent();
        Duration quarter = run.progress().elapsed(ConditionType.TEAMS_SYNCED).dividedBy(4);
        return ends && quarter.compareTo(run.maxAge()) < 0 ? quarter : run.maxAge();
    }

    /**
     * Whether an earlier look has seen it given back: the record then names a return and no plan any more. What shows later than AWS
     * takes for anything that is known is somebody else's.
     */
    private static boolean isOver(MemberRun run) {
        return run.status().individualPlan().isEmpty()
                && SeatRecord.lastRequest(run.status().seat())
                        .filter(last -> last.request() instanceof SeatRequest.Delete)
                        .filter(last -> run.progress().now().isBefore(last.at().plus(SeatMachine.GROUP_SYNC_LIMIT)))
                        .isPresent();
    }

    private static boolean isCancelled(SeatSnapshot snapshot, User user) {
        return snapshot.seat(user.id())
                .filter(seat -> seat.status() == SeatStatus.CANCELLED)
                .isPresent();
    }

    private static boolean isGivenBack(SeatSnapshot snapshot, User user) {
        return snapshot.seat(user.id())
                .filter(seat -> seat.source() != SeatSource.GROUP && seat.status() != SeatStatus.CANCELLED)
                .isEmpty();
    }
}
