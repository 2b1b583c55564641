package dev.kirooperator.directory;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Creates whose answer was lost and whose outcome could not be read, by name. Kept in memory only, and no more than a thousand: what
 * is forgotten shows up as a conflict, which harms nothing but needs a person.
 */
final class UnresolvedCreates<T> {

    private static final int MOST = 1_000;

    private final Map<String, T> wanted = new LinkedHashMap<>();

    synchronized void remember(String name, T created) {
        wanted.put(fold(name), created);
        if (wanted.size() > MOST) {
            wanted.remove(wanted.keySet().iterator().next());
        }
    }

    synchronized Optional<T> find(String name) {
        return Optional.ofNullable(wanted.get(fold(name)));
    }

    synchronized void forget(String name) {
        wanted.remove(fold(name));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
