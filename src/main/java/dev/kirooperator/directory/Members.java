package dev.kirooperator.directory;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of one group: a list that was read to its end, own joins and leaves on top, and which of those no read has shown yet.
 *
 * @param joined ids of users that were joined since and not seen by a read
 * @param left ids of users that left since, whose absence was not seen by a read
 * @param joinedAt when the last of the joins was; {@code readAt} without any
 */
record Members(
        Map<String, Membership> byUserId, Set<String> joined, Set<String> left, Instant readAt, Instant joinedAt) {

    Members {
        byUserId = Map.copyOf(byUserId);
        joined = Set.copyOf(joined);
        left = Set.copyOf(left);
    }

    static Members listed(List<Membership> memberships, Instant readAt) {
        Map<String, Membership> byUserId = new HashMap<>();
        memberships.forEach(membership -> byUserId.put(membership.userId(), membership));
        return new Members(byUserId, Set.of(), Set.of(), readAt, readAt);
    }

    GroupMemberships view() {
        return new GroupMemberships(byUserId, joined, readAt, joinedAt);
    }

    /** After an own join; nothing new where a read showed this very membership already. */
    Members join(Membership membership, Instant now) {
        String userId = membership.userId();
        if (membership.equals(byUserId.get(userId))) {
            return this;
        }
        return new Members(with(membership), plus(joined, userId), minus(left, userId), readAt, now);
    }

    /** After an own leave; nothing new where a read showed that the user is no member. */
    Members leave(String userId) {
        if (!byUserId.containsKey(userId)) {
            return this;
        }
        return new Members(without(userId), minus(joined, userId), plus(left, userId), readAt, joinedAt);
    }

    /** After a read of this one membership. */
    Members seen(String userId, Optional<Membership> membership) {
        Map<String, Membership> members = membership.map(this::with).orElseGet(() -> without(userId));
        return new Members(members, minus(joined, userId), minus(left, userId), readAt, joinedAt);
    }

    /** After the user was deleted, which ends its memberships. */
    Members forget(String userId) {
        return seen(userId, Optional.empty());
    }

    /** The users whose membership has to be read to know whether the own writes took effect. */
    Set<String> unseen() {
        Set<String> unseen = new HashSet<>(joined);
        unseen.addAll(left);
        return unseen;
    }

    private Map<String, Membership> with(Membership membership) {
        Map<String, Membership> copy = new HashMap<>(byUserId);
        copy.put(membership.userId(), membership);
        return copy;
    }

    private Map<String, Membership> without(String userId) {
        Map<String, Membership> copy = new HashMap<>(byUserId);
        copy.remove(userId);
        return copy;
    }

    private static Set<String> plus(Set<String> set, String element) {
        Set<String> copy = new HashSet<>(set);
        copy.add(element);
        return copy;
    }

    private static Set<String> minus(Set<String> set, String element) {
        Set<String> copy = new HashSet<>(set);
        copy.remove(element);
        return copy;
    }
}
