package dev.kirooperator.guard;

import dev.kirooperator.api.v1alpha1.Plan;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an object in a namespace asks of AWS.
 *
 * @param groupName display name of the group; empty for a member
 * @param plan the Kiro plan; empty where none is asked for
 * @param maxMembers the team's own limit; empty for a member and for a team without one
 */
public record TenancyRequest(
        String namespace,
        String connection,
        Optional<String> groupName,
        Optional<Plan> plan,
        OptionalInt maxMembers,
        boolean adopt) {

    /** The same, and to take over what is there. */
    public TenancyRequest adopting() {
        return new TenancyRequest(namespace, connection, groupName, plan, maxMembers, true);
    }
}
