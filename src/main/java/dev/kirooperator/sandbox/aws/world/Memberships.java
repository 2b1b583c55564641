package dev.kirooperator.sandbox.aws.world;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Memberships, found by id, by group and by user, each in the order of creation. */
final class Memberships {
    private final Map<String, Membership> byId = new HashMap<>();
    private final Map<String, Map<String, Membership>> byGroup = new HashMap<>();
    private final Map<String, Map<String, Membership>> byUser = new HashMap<>();

    void add(Membership membership) {
        byId.put(membership.id(), membership);
        of(byGroup, membership.groupId()).put(membership.userId(), membership);
        of(byUser, membership.userId()).put(membership.groupId(), membership);
    }

    void remove(Membership membership) {
        byId.remove(membership.id());
        of(byGroup, membership.groupId()).remove(membership.userId());
        of(byUser, membership.userId()).remove(membership.groupId());
    }

    Optional<Membership> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Membership> find(String groupId, String userId) {
        return Optional.ofNullable(byGroup.getOrDefault(groupId, Map.of()).get(userId));
    }

    List<Membership> ofGroup(String groupId) {
        return List.copyOf(byGroup.getOrDefault(groupId, Map.of()).values());
    }

    List<Membership> ofUser(String userId) {
        return List.copyOf(byUser.getOrDefault(userId, Map.of()).values());
    }

    private static Map<String, Membership> of(Map<String, Map<String, Membership>> index, String key) {
        return index.computeIfAbsent(key, none -> new LinkedHashMap<>());
    }
}
