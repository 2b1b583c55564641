package dev.kirooperator.directory;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Users and groups by id and by name. Every look-up sees the writes that were put in before it. */
final class LiveSnapshot implements DirectorySnapshot {

    private final Instant readAt;
    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final Map<String, String> userIds = new ConcurrentHashMap<>();
    private final Map<String, String> userIdsByEmail = new ConcurrentHashMap<>();
    private final Map<String, Integer> fedByIssuer = new ConcurrentSkipListMap<>();
    private final Map<String, Group> groups = new ConcurrentHashMap<>();
    private final Map<String, String> groupIds = new ConcurrentHashMap<>();
    private final Map<String, String> groupIdsByNote = new ConcurrentHashMap<>();

    LiveSnapshot(List<User> users, List<Group> groups, Instant readAt) {
        this.readAt = readAt;
        users.forEach(this::put);
        groups.forEach(this::put);
    }

    @Override
    public Optional<User> user(String userId) {
        return Optional.ofNullable(users.get(userId));
    }

    @Override
    public Optional<User> userByName(String userName) {
        return Optional.ofNullable(userIds.get(fold(userName))).flatMap(this::user);
    }

    @Override
    public Optional<User> userByEmail(String email) {
        return Optional.ofNullable(userIdsByEmail.get(fold(email))).flatMap(this::user);
    }

    @Override
    public Optional<Group> group(String groupId) {
        return Optional.ofNullable(groups.get(groupId));
    }

    @Override
    public Optional<Group> groupByName(String displayName) {
        return Optional.ofNullable(groupIds.get(fold(displayName))).flatMap(this::group);
    }

    @Override
    public Optional<Group> groupByNote(String note) {
        return Optional.ofNullable(groupIdsByNote.get(note)).flatMap(this::group);
    }

    @Override
    public UserFeed feed() {
        return new UserFeed(
                users.size(),
                fedByIssuer.values().stream().mapToInt(Integer::intValue).sum(),
                fedByIssuer.keySet().stream().findFirst());
    }

    @Override
    public Instant readAt() {
        return readAt;
    }

    /** Readers take no lock: the entry is found by its id and by one of its names at every moment. */
    synchronized void put(User user) {
        User old = users.put(user.id(), user);
        index(userIds, user.userName(), Optional.ofNullable(old).map(User::userName), user.id());
        Optional<String> email = foldedEmail(user);
        email.ifPresent(e -> userIdsByEmail.put(e, user.id()));
        Optional.ofNullable(old).filter(o -> !email.equals(foldedEmail(o))).ifPresent(this::forgetEmail);
        user.issuer().ifPresent(issuer -> fedByIssuer.merge(issuer, 1, Integer::sum));
        uncount(old);
    }

    /** As for users. */
    synchronized void put(Group group) {
        Group old = groups.put(group.id(), group);
        index(groupIds, group.displayName(), Optional.ofNullable(old).map(Group::displayName), group.id());
        group.note().ifPresent(note -> groupIdsByNote.put(note, group.id()));
        Optional.ofNullable(old)
                .flatMap(Group::note)
                .filter(note -> !group.note().equals(Optional.of(note)))
                .ifPresent(note -> groupIdsByNote.remove(note, group.id()));
    }

    private static void index(Map<String, String> ids, String name, Optional<String> oldName, String id) {
        ids.put(fold(name), id);
        oldName.map(LiveSnapshot::fold).filter(old -> !old.equals(fold(name))).ifPresent(old -> ids.remove(old, id));
    }

    synchronized void removeUser(String userId) {
        User old = users.remove(userId);
        if (old != null) {
            userIds.remove(fold(old.userName()), userId);
            forgetEmail(old);
            uncount(old);
        }
    }

    private void forgetEmail(User old) {
        foldedEmail(old).ifPresent(email -> userIdsByEmail.remove(email, old.id()));
    }

    private static Optional<String> foldedEmail(User user) {
        return user.attributes().email().map(LiveSnapshot::fold);
    }

    private void uncount(@Nullable User old) {
        Optional.ofNullable(old)
                .flatMap(User::issuer)
                .ifPresent(issuer -> fedByIssuer.computeIfPresent(issuer, (i, count) -> count == 1 ? null : count - 1));
    }

    synchronized void removeGroup(String groupId) {
        Group old = groups.remove(groupId);
        if (old != null) {
            groupIds.remove(fold(old.displayName()), groupId);
            old.note().ifPresent(note -> groupIdsByNote.remove(note, groupId));
        }
    }

    synchronized void removeUserByName(String userName) {
        userByName(userName).map(User::id).ifPresent(this::removeUser);
    }

    synchronized void removeGroupByName(String displayName) {
        groupByName(displayName).map(Group::id).ifPresent(this::removeGroup);
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
