package dev.kirooperator.directory;

import dev.kirooperator.aws.Replica;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/** The members of the groups that were asked for, each group read on its own. */
final class MembershipCache {

    private final IdentityStoreApi api;
    private final InstantSource clock;
    private final ConcurrentMap<String, OneGroup> groups = new ConcurrentHashMap<>();
    private volatile Instant joinedAt;

    MembershipCache(IdentityStoreApi api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
        this.joinedAt = clock.instant();
    }

    Duration sinceLastJoin() {
        return Duration.between(joinedAt, clock.instant());
    }

    GroupMemberships get(String groupId, Duration maxAge) {
        return group(groupId).members.get(maxAge).view();
    }

    GroupMemberships confirmed(String groupId) {
        return group(groupId).confirmed();
    }

    void joined(Membership membership) {
        Instant now = clock.instant();
        joinedAt = now;
        group(membership.groupId()).members.change(membership.userId(), members -> members.join(membership, now));
    }

    /** Reads one membership now. */
    Optional<Membership> read(String groupId, String userId) {
        return group(groupId).read(userId);
    }

    void left(Membership membership) {
        group(membership.groupId()).members.change(membership.userId(), members -> members.leave(membership.userId()));
    }

    void userDeleted(String userId) {
        groups.values().forEach(group -> group.members.change(userId, members -> members.forget(userId)));
    }

    void groupDeleted(String groupId) {
        groups.remove(groupId);
    }

    private OneGroup group(String groupId) {
        return groups.computeIfAbsent(groupId, OneGroup::new);
    }

    private final class OneGroup {

        private final String groupId;
        private final Replica<Members> members;
        private final ReentrantLock confirming = new ReentrantLock();

        OneGroup(String groupId) {
            this.groupId = groupId;
            this.members = new Replica<>(begun -> Members.listed(api.listMemberships(groupId), begun), clock);
        }

        /** One caller at a time, so that the others find their own writes confirmed by the first. */
        GroupMemberships confirmed() {
            confirming.lock();
            try {
                return members.peek()
                        .map(this::readUnseen)
                        .orElseGet(() -> members.get(Duration.ZERO))
                        .view();
            } finally {
                confirming.unlock();
            }
        }

        private Members readUnseen(Members known) {
            Set<String> unseen = known.unseen();
            if (unseen.isEmpty()) {
                return known;
            }
            if (unseen.size() > pages(known)) {
                members.invalidate();
                return members.get(Duration.ZERO);
            }
            unseen.forEach(this::read);
            return members.peek().orElseGet(() -> members.get(Duration.ZERO));
        }

        /** A read that an own write overtook confirms nothing: the write stays unseen, and the next caller reads. */
        Optional<Membership> read(String userId) {
            long before = members.changes(userId);
            Optional<Membership> found = api.membership(groupId, userId);
            boolean ignored = members.observe(userId, before, current -> current.seen(userId, found));
            return found;
        }

        private static int pages(Members known) {
            return Math.max(1, (known.byUserId().size() + IdentityStoreApi.PAGE - 1) / IdentityStoreApi.PAGE);
        }
    }
}
