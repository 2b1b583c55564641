package dev.kirooperator.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Every membership of one group, from a list that was read to its end.
 *
 * @param byUserId the memberships, keyed by user id
 * @param unconfirmed ids of users that this operator joined since {@code readAt} and that no read has shown yet
 * @param readAt when the list was begun
 * @param joinedAt when this operator last joined a user; {@code readAt} if it has not since
 */
public record GroupMemberships(
        Map<String, Membership> byUserId, Set<String> unconfirmed, Instant readAt, Instant joinedAt) {

    /** How long nobody was joined by this operator. */
    public Duration quiet(Instant now) {
        return Duration.between(joinedAt, now);
    }

    /** Those of a group that does not exist yet. */
    public static GroupMemberships none(Instant now) {
        return new GroupMemberships(Map.of(), Set.of(), now, now);
    }
}
