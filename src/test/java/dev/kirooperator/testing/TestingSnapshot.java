package dev.kirooperator.testing;

import dev.kirooperator.directory.DirectorySnapshot;
import dev.kirooperator.directory.Group;
import dev.kirooperator.directory.User;
import dev.kirooperator.directory.UserFeed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A directory snapshot of exactly these users and groups. */
public record TestingSnapshot(List<User> users, List<Group> groups) implements DirectorySnapshot {

    public static TestingSnapshot ofUsers(User... users) {
        return new TestingSnapshot(List.of(users), List.of());
    }

    public static TestingSnapshot ofGroups(Group... groups) {
        return new TestingSnapshot(List.of(), List.of(groups));
    }

    @Override
    public Optional<User> user(String userId) {
        return users.stream().filter(u -> u.id().equals(userId)).findFirst();
    }

    @Override
    public Optional<User> userByName(String userName) {
        return users.stream()
                .filter(u -> u.userName().equalsIgnoreCase(userName))
                .findFirst();
    }

    @Override
    public Optional<User> userByEmail(String email) {
        return users.stream()
                .filter(u ->
                        u.attributes().email().filter(email::equalsIgnoreCase).isPresent())
                .findFirst();
    }

    @Override
    public Optional<Group> group(String groupId) {
        return groups.stream().filter(g -> g.id().equals(groupId)).findFirst();
    }

    @Override
    public Optional<Group> groupByName(String displayName) {
        return groups.stream()
                .filter(g -> g.displayName().equalsIgnoreCase(displayName))
                .findFirst();
    }

    @Override
    public Optional<Group> groupByNote(String note) {
        return groups.stream()
                .filter(g -> g.note().filter(note::equals).isPresent())
                .findFirst();
    }

    @Override
    public UserFeed feed() {
        return TestingFeed.of(users);
    }

    @Override
    public Instant readAt() {
        return Instant.EPOCH;
    }
}
