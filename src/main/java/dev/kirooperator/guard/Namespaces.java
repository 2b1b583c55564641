package dev.kirooperator.guard;

import java.util.Optional;
import java.util.Set;

/**
 * The namespaces that a tenancy rule is for: those that are named, and those that the selector matches.
 *
 * @param names names of namespaces; {@code *} for all
 */
public record Namespaces(Set<String> names, Optional<NamespaceSelector> selector) {

    public Namespaces {
        names = Set.copyOf(names);
    }

    /** Namespaces by name only. */
    public static Namespaces named(String... names) {
        return new Namespaces(Set.of(names), Optional.empty());
    }

    /** Whether the namespace is one of them; labels that cannot be read match no selector. */
    boolean contain(String namespace, NamespaceLabels labels) {
        return names.contains("*")
                || names.contains(namespace)
                || selector.filter(s -> labels.of(namespace).filter(s::matches).isPresent())
                        .isPresent();
    }
}
