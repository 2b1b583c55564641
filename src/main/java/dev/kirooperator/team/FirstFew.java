package dev.kirooperator.team;

import dev.kirooperator.converge.ObjectKey;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names objects in a message that stays short. Pure. */
final class FirstFew {

    private static final int NAMED = 3;

    private FirstFew() {}

    /** The first three in order, and how many more there are; empty for none. */
    static String of(Collection<ObjectKey> keys) {
        String first =
                keys.stream().sorted().limit(NAMED).map(ObjectKey::toString).collect(Collectors.joining(", "));
        int more = keys.size() - NAMED;
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
