package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.converge.Fingerprint;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.guard.Consent;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatSnapshot;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.status.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Holds the return of a group's assignment back, in a team that goes over to {@code assignTo: Members}, while somebody in the group has
 * a seat from it alone. A manifest gives the members a seat of their own instead; nothing gives one to a user whom no manifest names,
 * and nobody asked to take it. Pure.
 *
 * @param hash names exactly this return, this once
 * @param heldBack why the return waits; empty for one that goes
 * @param losing ids of the users who lose a seat to a return that goes
 * @param approved whether it goes because somebody approved it
 */
record ReturnHold(String hash, Optional<Finding> heldBack, List<String> losing, boolean approved) {

    private static final int NAMED = 10;

    /** Under which name the removal window remembers an approved return, which is tried until AWS has done it. */
    static String windowName(TeamGoal team) {
        return team.windowName() + " assignment";
    }

    /**
     * Weighs the return.
     *
     * @param members who was in the group when the team last looked
     * @param inGroup ids of the users in the group now
     */
    static ReturnHold of(
            String groupId, TeamMembers members, Set<String> inGroup, SeatSnapshot snapshot, Approval approval) {
        List<String> losing = members.strangers().stream()
                .filter(inGroup::contains)
                .filter(Predicate.not(userId -> isSafe(snapshot.seat(userId))))
                .sorted()
                .toList();
        String hash =
                Fingerprint.of(Stream.of(approval.used().stream(), Stream.of("unassign " + groupId), losing.stream())
                        .flatMap(texts -> texts)
                        .toList());
        if (inGroup.stream().anyMatch(Predicate.not(members::has))) {
            return waiting(
                    hash,
                    Finding.progressing(
                            Reason.PROGRESSING,
                            "Group " + groupId + " has changed; who would lose a seat is looked at again before its "
                                    + "assignment is given back"));
        }
        if (approval.underWay().containsAll(losing)) {
            return new ReturnHold(hash, Optional.empty(), losing, false);
        }
        Consent consent = new Consent(approval.given(), hash);
        boolean isApproved = consent.isGiven() && !members.heldBack();
        return isApproved
                ? new ReturnHold(hash, Optional.empty(), losing, true)
                : waiting(hash, why(groupId, members, losing, consent));
    }

    private static ReturnHold waiting(String hash, Finding why) {
        return new ReturnHold(hash, Optional.of(why), List.of(), false);
    }

    /** A cancelled seat is lost already; one that AWS does not show may be on its way. */
    private static boolean isSafe(Optional<Seat> seat) {
        return TeamSeats.hasOwn(seat)
                || seat.filter(s -> s.status() == SeatStatus.CANCELLED).isPresent();
    }

    private static Finding why(String groupId, TeamMembers members, List<String> losing, Consent consent) {
        String start = "The assignment of group " + groupId + " is not given back: " + losing.size() + " of "
                + members.size()
                + " users in it have no KiroMember of this team and no seat of their own, and would lose "
                + "theirs, and one that is in use until the month turns (" + FirstFew.of(losing, NAMED) + "). ";
        if (members.heldBack()) {
            return Finding.stalled(
                    Reason.REMOVAL_HELD_BACK,
                    start + "Their removal from the group is held back first (MembersSynced)");
        }
        return members.toRemove() > 0
                ? Finding.progressing(
                        Reason.REMOVAL_HELD_BACK, start + "Their removal from the group comes first (MembersSynced)")
                : Finding.stalled(
                        Reason.REMOVAL_HELD_BACK,
                        start + "Give each a KiroMember in this team, or take them out of the group. " + consent.ask());
    }
}
