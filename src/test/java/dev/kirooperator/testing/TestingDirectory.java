package dev.kirooperator.testing;

import static java.util.function.Function.identity;

import dev.kirooperator.directory.Directory;
import dev.kirooperator.directory.DirectorySnapshot;
import dev.kirooperator.directory.Group;
import dev.kirooperator.directory.GroupMemberships;
import dev.kirooperator.directory.Membership;
import dev.kirooperator.directory.User;
import dev.kirooperator.directory.UserAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/** An Identity Center in memory that is always up to date, but for what is said to be missing from its lists; for several threads. */
public final class TestingDirectory implements Directory {

    private final TestingCalls calls;
    private final Map<String, User> users = new ConcurrentSkipListMap<>();
    private final Map<String, Group> groups = new ConcurrentSkipListMap<>();
    private final Set<String> memberships = new ConcurrentSkipListSet<>();
    private final Set<String> unlisted = new ConcurrentSkipListSet<>();
    private final Map<String, Group> outdated = new ConcurrentSkipListMap<>();
    private Optional<String> nextGroupId = Optional.empty();
    private Optional<String> nextUserId = Optional.empty();

    TestingDirectory(TestingCalls calls) {
        this.calls = calls;
    }

    public void put(User user) {
        users.put(user.id(), user);
    }

    public void put(Group group) {
        groups.put(group.id(), group);
    }

    /** Lets the snapshot show this older state of a group until the group itself is read. */
    public void showOutdated(Group older) {
        outdated.put(older.id(), older);
    }

    public void remove(String groupId) {
        groups.remove(groupId);
        memberships.removeIf(pair -> pair.startsWith(groupId + "/"));
    }

    /** The id of the next group that is created, in place of one made of its name. */
    public void nextGroupId(String id) {
        nextGroupId = Optional.of(id);
    }

    /** The id of the next user that is created, in place of one made of its name. */
    public void nextUserId(String id) {
        nextUserId = Optional.of(id);
    }

    public void putMember(String groupId, String userId) {
        memberships.add(groupId + "/" + userId);
    }

    /** Keeps the user or group with this id out of the snapshot, as one that is older than it does. */
    public void unlist(String id) {
        unlisted.add(id);
    }

    public void removeMember(String groupId, String userId) {
        memberships.remove(groupId + "/" + userId);
    }

    @Override
    public DirectorySnapshot snapshot(Duration maxAge) {
        calls.read("snapshot");
        return new TestingSnapshot(
                users.values().stream()
                        .filter(user -> !unlisted.contains(user.id()))
                        .toList(),
                groups.values().stream()
                        .filter(group -> !unlisted.contains(group.id()))
                        .map(group -> outdated.getOrDefault(group.id(), group))
                        .toList());
    }

    @Override
    public Optional<DirectorySnapshot> latest() {
        return Optional.of(new TestingSnapshot(
                users.values().stream().toList(), groups.values().stream().toList()));
    }

    @Override
    public GroupMemberships memberships(String groupId, Duration maxAge) {
        calls.read("memberships " + groupId);
        Map<String, Membership> byUserId = memberships.stream()
                .filter(pair -> pair.startsWith(groupId + "/"))
                .map(pair -> new Membership("m-" + pair, groupId, pair.substring(groupId.length() + 1)))
                .collect(Collectors.toMap(Membership::userId, identity()));
        return new GroupMemberships(byUserId, Set.of(), Instant.EPOCH, Instant.EPOCH);
    }

    @Override
    public GroupMemberships confirmedMemberships(String groupId) {
        return memberships(groupId, Duration.ZERO);
    }

    @Override
    public Duration sinceLastJoin() {
        return Duration.ofDays(1);
    }

    @Override
    public Optional<User> readUser(String userId) {
        calls.read("read user " + userId);
        return Optional.ofNullable(users.get(userId));
    }

    @Override
    public Optional<User> readUserByName(String userName) {
        calls.read("read user named " + userName);
        Optional<User> found = users.values().stream()
                .filter(user -> user.userName().equalsIgnoreCase(userName))
                .findFirst();
        found.map(User::id).ifPresent(unlisted::remove);
        return found;
    }

    @Override
    public Optional<Group> readGroup(String groupId) {
        calls.read("read group " + groupId);
        outdated.remove(groupId);
        return Optional.ofNullable(groups.get(groupId));
    }

    @Override
    public Optional<Group> readGroupByName(String displayName) {
        return snapshot(Duration.ZERO).groupByName(displayName);
    }

    @Override
    public User createUser(UserAttributes attributes) {
        User user = new User(nextUserId.orElse("u-" + attributes.userName()), attributes, List.of());
        calls.write("create user " + user.id());
        put(user);
        return user;
    }

    @Override
    public User updateUser(User current, UserAttributes wanted) {
        calls.write("update user " + current.id());
        User user = new User(current.id(), wanted, current.externalIds());
        put(user);
        return user;
    }

    @Override
    public void deleteUser(String userId) {
        calls.write("delete user " + userId);
        users.remove(userId);
    }

    @Override
    public Group createGroup(String displayName, String description) {
        Group group = TestingIdentities.group(nextGroupId.orElse("g-" + displayName), displayName, description);
        calls.write("create group " + group.id());
        put(group);
        return group;
    }

    @Override
    public Group updateGroup(Group current, String displayName, String description) {
        calls.write("update group " + current.id());
        Group group = TestingIdentities.group(current.id(), displayName, description);
        put(group);
        return group;
    }

    @Override
    public void deleteGroup(String groupId) {
        calls.write("delete group " + groupId);
        groups.remove(groupId);
    }

    @Override
    public Membership join(String groupId, String userId) {
        calls.write("join " + groupId + " " + userId);
        putMember(groupId, userId);
        return new Membership("m-" + groupId + "/" + userId, groupId, userId);
    }

    @Override
    public void leave(Membership membership) {
        calls.write("leave " + membership.groupId() + " " + membership.userId());
        memberships.remove(membership.groupId() + "/" + membership.userId());
    }
}
