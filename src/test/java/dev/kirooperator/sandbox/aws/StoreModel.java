package dev.kirooperator.sandbox.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What an identity store is to its callers, in lists that are searched from end to end: no index that could go wrong. */
final class StoreModel {
    /** An attribute that is absent is not in the map. */
    record Entry(String id, Map<String, String> attributes, String revision) {
        Optional<String> get(String attribute) {
            return Optional.ofNullable(attributes.get(attribute));
        }

        boolean has(String attribute, String value) {
            return get(attribute).filter(value::equalsIgnoreCase).isPresent();
        }
    }

    record Member(String id, String group, String user) {}

    /** An error's code, and its Reason or ResourceType; both empty for success. */
    record Outcome(String error, String detail) {
        static final Outcome DONE = new Outcome("", "");
        static final Outcome TAKEN = new Outcome("ConflictException", "UNIQUENESS_CONSTRAINT_VIOLATION");
        static final Outcome OVERTAKEN = new Outcome("ConflictException", "CONCURRENT_MODIFICATION");
        static final Outcome INVALID = new Outcome("ValidationException", "");

        static Outcome missing(String resourceType) {
            return new Outcome("ResourceNotFoundException", resourceType);
        }
    }

    private static final List<String> UNIQUE_OF_USERS = List.of("userName", "email");
    private static final List<String> UNIQUE_OF_GROUPS = List.of("displayName");

    private final List<Entry> users = new ArrayList<>();
    private final List<Entry> groups = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();

    List<Entry> users() {
        return List.copyOf(users);
    }

    List<Entry> groups() {
        return List.copyOf(groups);
    }

    List<Member> members() {
        return List.copyOf(members);
    }

    Stream<Member> membersOf(String group) {
        return members.stream().filter(member -> member.group().equals(group));
    }

    Optional<Entry> user(String id) {
        return find(users, id);
    }

    Optional<Entry> group(String id) {
        return find(groups, id);
    }

    Outcome createUser(Map<String, String> attributes) {
        return create(users, UNIQUE_OF_USERS, attributes);
    }

    Outcome createGroup(Map<String, String> attributes) {
        return create(groups, UNIQUE_OF_GROUPS, attributes);
    }

    /** Takes note of what a creation that was due to succeed made. */
    void addUser(String id, Map<String, String> attributes, String revision) {
        users.add(new Entry(id, Map.copyOf(attributes), revision));
    }

    void addGroup(String id, Map<String, String> attributes, String revision) {
        groups.add(new Entry(id, Map.copyOf(attributes), revision));
    }

    /** What an update comes to; a change to an empty text removes the attribute. */
    Outcome updateUser(String id, Map<String, String> changes, Optional<String> revision) {
        return check(users, id, revision, "USER")
                .orElseGet(() -> changes.getOrDefault("displayName", "x").isEmpty()
                                || changes.getOrDefault("userName", "x").isEmpty()
                        ? Outcome.INVALID
                        : taken(users, UNIQUE_OF_USERS, changes, id));
    }

    Outcome updateGroup(String id, Map<String, String> changes, Optional<String> revision) {
        return check(groups, id, revision, "GROUP")
                .orElseGet(() -> changes.getOrDefault("displayName", "x").isEmpty()
                        ? Outcome.INVALID
                        : taken(groups, UNIQUE_OF_GROUPS, changes, id));
    }

    void changeUser(String id, Map<String, String> changes, String revision) {
        change(users, id, changes, revision);
    }

    void changeGroup(String id, Map<String, String> changes, String revision) {
        change(groups, id, changes, revision);
    }

    Outcome deleteUser(String id, Optional<String> revision) {
        return check(users, id, revision, "USER").orElseGet(() -> {
            users.removeIf(user -> user.id().equals(id));
            members.removeIf(member -> member.user().equals(id));
            return Outcome.DONE;
        });
    }

    Outcome deleteGroup(String id, Optional<String> revision) {
        return check(groups, id, revision, "GROUP").orElseGet(() -> {
            groups.removeIf(group -> group.id().equals(id));
            members.removeIf(member -> member.group().equals(id));
            return Outcome.DONE;
        });
    }

    Outcome join(String group, String user) {
        if (group(group).isEmpty()) {
            return Outcome.missing("GROUP");
        }
        if (user(user).isEmpty()) {
            return Outcome.missing("USER");
        }
        return membersOf(group).anyMatch(member -> member.user().equals(user)) ? Outcome.TAKEN : Outcome.DONE;
    }

    void addMember(Member member) {
        members.add(member);
    }

    Outcome leave(String membership) {
        return members.removeIf(member -> member.id().equals(membership))
                ? Outcome.DONE
                : Outcome.missing("GROUP_MEMBERSHIP");
    }

    private static Outcome create(List<Entry> all, List<String> unique, Map<String, String> attributes) {
        return taken(all, unique, attributes, "");
    }

    private static Optional<Outcome> check(List<Entry> all, String id, Optional<String> revision, String resourceType) {
        Optional<Entry> entry = find(all, id);
        if (entry.isEmpty()) {
            return Optional.of(Outcome.missing(resourceType));
        }
        boolean current =
                revision.isEmpty() || revision.get().equals(entry.get().revision());
        return current ? Optional.empty() : Optional.of(Outcome.OVERTAKEN);
    }

    private static Outcome taken(List<Entry> all, List<String> unique, Map<String, String> wanted, String id) {
        boolean taken = all.stream()
                .filter(other -> !other.id().equals(id))
                .anyMatch(other -> unique.stream()
                        .filter(wanted::containsKey)
                        .anyMatch(attribute -> other.has(attribute, wanted.getOrDefault(attribute, ""))));
        return taken ? Outcome.TAKEN : Outcome.DONE;
    }

    private static void change(List<Entry> all, String id, Map<String, String> changes, String revision) {
        all.replaceAll(entry -> {
            if (!entry.id().equals(id)) {
                return entry;
            }
            Map<String, String> attributes = new LinkedHashMap<>(entry.attributes());
            attributes.putAll(changes);
            attributes.values().removeIf(String::isEmpty);
            return new Entry(id, Map.copyOf(attributes), revision);
        });
    }

    private static Optional<Entry> find(List<Entry> all, String id) {
        return all.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }
}
