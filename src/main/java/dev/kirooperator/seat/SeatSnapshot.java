package dev.kirooperator.seat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Every seat of one Kiro profile, from a list that was read to its end.
 *
 * @param byUserId the seats by user id
 * @param readAt when the list was begun
 */
public record SeatSnapshot(Map<String, Seat> byUserId, GroupAssignments groups, Instant readAt) {

    public Optional<Seat> seat(String userId) {
        return Optional.ofNullable(byUserId.get(userId));
    }
}
