package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.status.Finding;
import java.util.Optional;
import java.util.SortedSet;

/** The connections of the operator's configuration. */
public interface ConnectionCatalogue {

    Optional<Connection> find(String name);

    SortedSet<String> names();

    /** What to say of an object that names a connection which is not there. */
    default Finding unknown(String name) {
        return Finding.stalled(
                Reason.INVALID_SPEC,
                "Connection \"" + name + "\" is not in the operator's configuration, which has "
                        + String.join(", ", names()) + ". Correct spec.connection, or add kiro.connections." + name);
    }
}
