package dev.kirooperator.member;

import dev.kirooperator.directory.User;

/**
 * Takes a user, who is kept, out of Kiro: the individual seat back and out of the groups. Leaving does not wait for AWS to show that the
 * seat is given back: access has to end on time. Each step can be repeated.
 */
final class Departure {

    private final Leaving leaving;
    private final SeatReturn seats;

    Departure(Leaving leaving, SeatReturn seats) {
        this.leaving = leaving;
        this.seats = seats;
    }

    /** Whether it is over; false while AWS does not show it yet. What another member needs stays. */
    boolean run(MemberRun run, User user) {
        boolean givenBack = seats.run(run, user);
        boolean left = leaving.leaveAll(run, user);
        return givenBack && left;
    }

    /** Records what AWS still shows of the seat, once it is over, and says whether that is a seat in force. */
    boolean isSeatShown(MemberRun run, User user) {
        return seats.isShown(run, user);
    }

    /** Whether the user keeps an individual seat that this object has never asked for. */
    boolean leavesSeat(MemberRun run, User user) {
        return seats.isForeign(run, user);
    }
}
