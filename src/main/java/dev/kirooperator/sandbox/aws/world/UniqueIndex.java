package dev.kirooperator.sandbox.aws.world;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who has a value that should have one owner, compared without case. It may come to have several while that is not asked for. */
final class UniqueIndex {
    private final String attribute;
    private final Map<String, Set<String>> owners = new HashMap<>();

    UniqueIndex(String attribute) {
        this.attribute = attribute;
    }

    /** The one who has had the value for longest. */
    Optional<String> owner(String value) {
        return owners(value).findFirst();
    }

    /** Throws a {@code ConflictException} when somebody other than {@code id} has the value. */
    void check(String value, String id) {
        owners(value).filter(owner -> !owner.equals(id)).findFirst().ifPresent(owner -> {
            throw ApiException.duplicate("Another object with id " + owner + " has the same " + attribute + ".");
        });
    }

    void put(String value, String id) {
        owners.computeIfAbsent(key(value), none -> new LinkedHashSet<>()).add(id);
    }

    void remove(String value, String id) {
        owners.computeIfPresent(key(value), (key, ids) -> {
            ids.remove(id);
            return ids.isEmpty() ? null : ids;
        });
    }

    private Stream<String> owners(String value) {
        return owners.getOrDefault(key(value), Set.of()).stream();
    }

    private static String key(String value) {
        return value.toLowerCase(Locale.ROOT);
    }
}
