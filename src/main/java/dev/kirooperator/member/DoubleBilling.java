package dev.kirooperator.member;

import dev.kirooperator.converge.OtherProfiles;
import dev.kirooperator.converge.OtherProfiles.Elsewhere;
import dev.kirooperator.directory.User;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which members' users have a seat in more than one Kiro profile, each of which bills on its own. */
final class DoubleBilling {

    private final OtherProfiles others;
    private final Map<String, String> userByMember = new ConcurrentHashMap<>();

    DoubleBilling(OtherProfiles others) {
        this.others = others;
    }

    /** The user's seats in other profiles, if it has one in the member's own. */
    List<Elsewhere> seatsElsewhere(MemberRun run, User user, Optional<Seat> own) {
        boolean hasSeat = own.filter(seat -> seat.status() == SeatStatus.ACTIVE || seat.status() == SeatStatus.PENDING)
                .isPresent();
        List<Elsewhere> elsewhere = hasSeat ? others.seatsOf(user, run.connection()) : List.of();
        if (elsewhere.isEmpty()) {
            forget(run.uid());
        } else {
            userByMember.put(run.uid(), user.id());
        }
        return elsewhere;
    }

    void forget(String memberUid) {
        userByMember.remove(memberUid);
    }

    /** How many users have a seat in more than one profile. */
    int users() {
        return new HashSet<>(userByMember.values()).size();
    }
}
