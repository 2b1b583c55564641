package dev.kirooperator.sandbox.aws.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Users, groups and memberships of one identity store. User names, primary e-mail addresses and group names are unique without regard to case; a user is in
 * a group at most once. Throws AWS's {@code ResourceNotFoundException} and {@code ConflictException}. What is refused takes no id.
 */
public final class Directory {
    private final Ids ids;
    private final InstantSource clock;
    private final DirectoryListener listener;
    private final BooleanSupplier uniqueEmails;

    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Memberships memberships = new Memberships();
    private final UniqueIndex userNames = new UniqueIndex("UserName");
    private final UniqueIndex emails = new UniqueIndex("Emails.Value");
    private final UniqueIndex groupNames = new UniqueIndex("DisplayName");

    Directory(Ids ids, InstantSource clock, DirectoryListener listener, BooleanSupplier uniqueEmails) {
        this.ids = ids;
        this.clock = clock;
        this.listener = listener;
        this.uniqueEmails = uniqueEmails;
    }

    public User createUser(ObjectNode attributes, String by) {
        checkUnique(new User("", 0, attributes, List.of(), true, Stamp.first(clock.instant(), by)));
        return createUser(ids.resource(), attributes, List.of(), true, by);
    }

    /** The same with what only provisioning decides. */
    public User createUser(String id, ObjectNode attributes, List<ExternalId> externalIds, boolean enabled, String by) {
        User user =
                new User(id, ids.next(), attributes.deepCopy(), externalIds, enabled, Stamp.first(clock.instant(), by));
        if (users.containsKey(id)) {
            throw ApiException.duplicate("A user with id " + id + " exists.");
        }
        checkUnique(user);
        store(user);
        return user;
    }

    public User updateUser(String id, ObjectNode attributes, String by) {
        User old = user(id);
        User changed = old.with(attributes.deepCopy(), old.stamp().next(clock.instant(), by));
        checkUnique(changed);
        unindex(old);
        store(changed);
        return changed;
    }

    /** Deletes the user and its memberships; its seats follow later. */
    public void deleteUser(String id) {
        User user = user(id);
        memberships.ofUser(id).forEach(membership -> deleteMembership(membership.id()));
        unindex(user);
        users.remove(id);
        listener.userDeleted(id);
    }

    public Group createGroup(ObjectNode attributes, String by) {
        groupNames.check(attributes.path("DisplayName").asText(), "");
        return createGroup(ids.resource(), attributes, List.of(), by);
    }

    /** The same with what only provisioning decides. */
    public Group createGroup(String id, ObjectNode attributes, List<ExternalId> externalIds, String by) {
        Group group = new Group(id, ids.next(), attributes.deepCopy(), externalIds, Stamp.first(clock.instant(), by));
        if (groups.containsKey(id)) {
            throw ApiException.duplicate("A group with id " + id + " exists.");
        }
        groupNames.check(group.displayName(), id);
        groupNames.put(group.displayName(), id);
        groups.put(id, group);
        return group;
    }

    public Group updateGroup(String id, ObjectNode attributes, String by) {
        Group old = group(id);
        Group changed = old.with(attributes.deepCopy(), old.stamp().next(clock.instant(), by));
        groupNames.check(changed.displayName(), id);
        groupNames.remove(old.displayName(), id);
        groupNames.put(changed.displayName(), id);
        groups.put(id, changed);
        return changed;
    }

    /** Deletes the group and its memberships; its assignment and the seats from it follow later. */
    public void deleteGroup(String id) {
        Group group = group(id);
        memberships.ofGroup(id).forEach(membership -> deleteMembership(membership.id()));
        groupNames.remove(group.displayName(), id);
        groups.remove(id);
        listener.groupDeleted(id);
    }

    public Membership createMembership(String groupId, String userId, String by) {
        group(groupId);
        user(userId);
        if (memberships.find(groupId, userId).isPresent()) {
            throw ApiException.duplicate("User " + userId + " is a member of group " + groupId + " already.");
        }
        Membership membership =
                new Membership(ids.resource(), ids.next(), groupId, userId, Stamp.first(clock.instant(), by));
        memberships.add(membership);
        listener.membershipChanged(userId, groupId);
        return membership;
    }

    public void deleteMembership(String id) {
        Membership gone = membership(id);
        memberships.remove(gone);
        listener.membershipChanged(gone.userId(), gone.groupId());
    }

    /** Plays SCIM: says which identity provider owns the user or group with this id. */
    public void setExternalIds(String principalId, List<ExternalId> externalIds) {
        Optional<User> user = findUser(principalId);
        if (user.isPresent()) {
            Stamp stamp = user.get().stamp().next(clock.instant(), "SCIM");
            users.put(principalId, user.get().with(externalIds, stamp));
        } else {
            Group group = group(principalId);
            groups.put(principalId, group.with(externalIds, group.stamp().next(clock.instant(), "SCIM")));
        }
    }

    public User user(String id) {
        return findUser(id).orElseThrow(() -> ApiException.missing("USER", id));
    }

    public Optional<User> findUser(String id) {
        return Optional.ofNullable(users.get(id));
    }

    public Optional<User> findUserByName(String userName) {
        return userNames.owner(userName).flatMap(this::findUser);
    }

    public Optional<User> findUserByEmail(String email) {
        return emails.owner(email).flatMap(this::findUser);
    }

    public Group group(String id) {
        return findGroup(id).orElseThrow(() -> ApiException.missing("GROUP", id));
    }

    public Optional<Group> findGroup(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    public Optional<Group> findGroupByName(String displayName) {
        return groupNames.owner(displayName).flatMap(this::findGroup);
    }

    public Membership membership(String id) {
        return memberships.find(id).orElseThrow(() -> ApiException.missing("GROUP_MEMBERSHIP", id));
    }

    public Optional<Membership> findMembership(String groupId, String userId) {
        return memberships.find(groupId, userId);
    }

    /** Whether the directory holds this user or group. */
    public boolean holds(Principal principal) {
        return switch (principal.type()) {
            case USER -> users.containsKey(principal.id());
            case GROUP -> groups.containsKey(principal.id());
        };
    }

    /** All users in the order of their creation. */
    public Collection<User> users() {
        return List.copyOf(users.values());
    }

    /** All groups in the order of their creation. */
    public Collection<Group> groups() {
        return List.copyOf(groups.values());
    }

    public List<Membership> membershipsOfGroup(String groupId) {
        return memberships.ofGroup(groupId);
    }

    public List<Membership> membershipsOfUser(String userId) {
        return memberships.ofUser(userId);
    }

    private void checkUnique(User user) {
        userNames.check(user.userName(), user.id());
        if (uniqueEmails.getAsBoolean()) {
            user.email().ifPresent(email -> emails.check(email, user.id()));
        }
    }

    private void store(User user) {
        users.put(user.id(), user);
        userNames.put(user.userName(), user.id());
        user.email().ifPresent(email -> emails.put(email, user.id()));
    }

    private void unindex(User user) {
        userNames.remove(user.userName(), user.id());
        user.email().ifPresent(email -> emails.remove(email, user.id()));
    }
}
