package dev.kirooperator.sandbox.aws.world;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Values that only one object may have, compared without case. */
final class UniqueIndex {
    private final String attribute;
    private final Map<String, String> owners = new HashMap<>();

    UniqueIndex(String attribute) {
        this.attribute = attribute;
    }

    Optional<String> owner(String value) {
        return Optional.ofNullable(owners.get(key(value)));
    }

    /** Throws a {@code ConflictException} when somebody other than {@code id} has the value. */
    void check(String value, String id) {
        owner(value).filter(owner -> !owner.equals(id)).ifPresent(owner -> {
            throw ApiException.duplicate("Another object with id " + owner + " has the same " + attribute + ".");
        });
    }

    void put(String value, String id) {
        owners.put(key(value), id);
    }

    void remove(String value, String id) {
        owners.remove(key(value), id);
    }

    private static String key(String value) {
        return value.toLowerCase(Locale.ROOT);
    }
}
