package dev.kirooperator.directory;

import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.Replica;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Identity Store behind one shared, written-through snapshot; see this package's README. */
final class CachedDirectory implements Directory {

    /** What of the lists a write or a read is about. */
    private enum Part {
        USERS,
        GROUPS
    }

    private final IdentityStoreApi api;
    private final Replica<LiveSnapshot> lists;
    private final MembershipCache memberships;
    private final LostCreates<UserAttributes, User> userCreates;
    private final LostCreates<String, Group> groupCreates;

    CachedDirectory(IdentityStoreApi api, InstantSource clock) {
        this.api = api;
        this.lists = new Replica<>(begun -> new LiveSnapshot(api.listUsers(), api.listGroups(), begun), clock);
        this.memberships = new MembershipCache(api, clock);
        this.userCreates = new LostCreates<>(
                api::userByName, (user, sent) -> user.attributes().equals(sent));
        this.groupCreates = new LostCreates<>(
                api::groupByName, (group, sent) -> group.description().equals(Optional.of(sent)));
    }

    @Override
    public DirectorySnapshot snapshot(Duration maxAge) {
        return lists.get(maxAge);
    }

    @Override
    public Optional<DirectorySnapshot> latest() {
        return lists.latest().map(snapshot -> snapshot);
    }

    @Override
    public GroupMemberships memberships(String groupId, Duration maxAge) {
        return noticingGone(Optional.empty(), Optional.of(groupId), () -> memberships.get(groupId, maxAge));
    }

    @Override
    public GroupMemberships confirmedMemberships(String groupId) {
        return noticingGone(Optional.empty(), Optional.of(groupId), () -> memberships.confirmed(groupId));
    }

    @Override
    public Duration sinceLastJoin() {
        return memberships.sinceLastJoin();
    }

    @Override
    public Optional<User> readUser(String userId) {
        return read(Part.USERS, () -> api.user(userId), LiveSnapshot::put, snapshot -> snapshot.removeUser(userId));
    }

    @Override
    public Optional<User> readUserByName(String userName) {
        return read(
                Part.USERS,
                () -> api.userByName(userName),
                LiveSnapshot::put,
                snapshot -> snapshot.removeUserByName(userName));
    }

    @Override
    public Optional<Group> readGroup(String groupId) {
        return read(
                Part.GROUPS, () -> api.group(groupId), LiveSnapshot::put, snapshot -> snapshot.removeGroup(groupId));
    }

    @Override
    public Optional<Group> readGroupByName(String displayName) {
        return read(
                Part.GROUPS,
                () -> api.groupByName(displayName),
                LiveSnapshot::put,
                snapshot -> snapshot.removeGroupByName(displayName));
    }

    @Override
    public User createUser(UserAttributes attributes) {
        User created = userCreates.create(attributes.userName(), attributes, () -> api.createUser(attributes));
        change(Part.USERS, snapshot -> snapshot.put(created));
        return created;
    }

    @Override
    public User updateUser(User current, UserAttributes wanted) {
        User updated = noticingGone(Optional.of(current.id()), Optional.empty(), () -> api.updateUser(current, wanted));
        change(Part.USERS, snapshot -> snapshot.put(updated));
        return updated;
    }

    @Override
    public void deleteUser(String userId) {
        api.deleteUser(userId);
        userGone(userId);
    }

    @Override
    public Group createGroup(String displayName, String description) {
        Group created = groupCreates.create(displayName, description, () -> api.createGroup(displayName, description));
        change(Part.GROUPS, snapshot -> snapshot.put(created));
        return created;
    }

    @Override
    public Group updateGroup(Group current, String displayName, String description) {
        Group updated = noticingGone(
                Optional.empty(), Optional.of(current.id()), () -> api.updateGroup(current, displayName, description));
        change(Part.GROUPS, snapshot -> snapshot.put(updated));
        return updated;
    }

    @Override
    public void deleteGroup(String groupId) {
        api.deleteGroup(groupId);
        groupGone(groupId);
    }

    @Override
    public Membership join(String groupId, String userId) {
        try {
            Membership joined = noticingGone(
                    Optional.of(userId), Optional.of(groupId), () -> api.createMembership(groupId, userId));
            memberships.joined(joined);
            return joined;
        } catch (AwsException e) {
            if (e.failure() instanceof AwsFailure.Conflict || e.failure() instanceof AwsFailure.Transient) {
                return existing(groupId, userId, e);
            }
            throw e;
        }
    }

    @Override
    public void leave(Membership membership) {
        api.deleteMembership(membership.id());
        memberships.left(membership);
    }

    private Membership existing(String groupId, String userId, AwsException refused) {
        Optional<Membership> found;
        try {
            found = memberships.read(groupId, userId);
        } catch (AwsException unreadable) {
            refused.addSuppressed(unreadable);
            throw refused;
        }
        return found.orElseThrow(() -> refused);
    }

    /** Reads one thing; what an own write overtook is not put into the snapshot, which then has to be read again. */
    private <T> Optional<T> read(
            Part part, Supplier<Optional<T>> call, BiConsumer<LiveSnapshot, T> found, Consumer<LiveSnapshot> missing) {
        long before = lists.changes(part);
        Optional<T> answer = call.get();
        boolean put = lists.observe(
                part,
                before,
                inPlace(snapshot -> answer.ifPresentOrElse(
                        thing -> found.accept(snapshot, thing), () -> missing.accept(snapshot))));
        if (!put) {
            lists.invalidate();
        }
        return answer;
    }

    private void change(Part part, Consumer<LiveSnapshot> change) {
        lists.change(part, inPlace(change));
    }

    private static UnaryOperator<LiveSnapshot> inPlace(Consumer<LiveSnapshot> change) {
        return snapshot -> {
            change.accept(snapshot);
            return snapshot;
        };
    }

    private void userGone(String userId) {
        change(Part.USERS, snapshot -> snapshot.removeUser(userId));
        memberships.userDeleted(userId);
    }

    private void groupGone(String groupId) {
        change(Part.GROUPS, snapshot -> snapshot.removeGroup(groupId));
        memberships.groupDeleted(groupId);
    }

    /** A call that names a user or group which is not there any more proves the snapshot wrong. */
    private <T> T noticingGone(Optional<String> userId, Optional<String> groupId, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsException e) {
            if (e.failure() instanceof AwsFailure.NotFound missing) {
                switch (missing.subject()) {
                    case USER -> userId.ifPresent(this::userGone);
                    case GROUP -> groupId.ifPresent(this::groupGone);
                    case INSTANCE, PROFILE, MEMBERSHIP, OTHER -> {}
                }
                lists.invalidate();
            }
            throw e;
        }
    }
}
