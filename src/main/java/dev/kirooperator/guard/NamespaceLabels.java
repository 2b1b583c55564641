package dev.kirooperator.guard;

import java.util.Map;
import java.util.Optional;

/** The labels of the cluster's namespaces. */
@FunctionalInterface
public interface NamespaceLabels {

    /** Labels of a namespace; empty while they cannot be read, which is not the same as a namespace without labels. */
    Optional<Map<String, String>> of(String namespace);
}
