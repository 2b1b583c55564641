package dev.kirooperator.team;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names objects or users in a message that stays short. Pure. */
final class FirstFew {

    private static final int NAMED = 3;

    private FirstFew() {}

    /** The first three in order, and how many more there are; empty for none. */
    static <T extends Comparable<? super T>> String of(Collection<T> keys) {
        return of(keys, NAMED);
    }

    /** The same with as many as are to be named. */
    static <T extends Comparable<? super T>> String of(Collection<T> keys, int named) {
        String first = keys.stream().sorted().limit(named).map(Object::toString).collect(Collectors.joining(", "));
        int more = keys.size() - named;
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
