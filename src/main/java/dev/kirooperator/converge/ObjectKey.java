package dev.kirooperator.converge;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Namespace and name of an object. */
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {

    public static ObjectKey of(HasMetadata object) {
        return new ObjectKey(
                object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    @Override
    public int compareTo(ObjectKey other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    /** {@code namespace/name}. */
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
