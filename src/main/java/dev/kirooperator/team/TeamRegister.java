package dev.kirooperator.team;

import dev.kirooperator.converge.ObjectKey;
import java.util.Collection;
import java.util.Set;

/** What a team has to know of the other teams in the cluster. */
interface TeamRegister {

    /** Every team that names the connection. */
    Set<ObjectKey> ofConnection(String connection);

    boolean exists(ObjectKey team);

    /** Has these teams reconciled. */
    void wake(Collection<ObjectKey> concerned);
}
