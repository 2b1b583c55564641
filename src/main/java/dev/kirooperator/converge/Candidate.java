package dev.kirooperator.converge;

import java.time.Instant;
import java.util.Set;

/**
 * A {@code KiroMember} that names a team.
 *
 * @param userIds ids of the users it may stand for: the recorded one and the one of its user name; empty while it has none
 * @param allowed whether the team lets its namespace's members join
 * @param leaving whether it is deleted or expired
 */
public record Candidate(ObjectKey key, Instant createdAt, Set<String> userIds, boolean allowed, boolean leaving) {

    public Candidate {
        userIds = Set.copyOf(userIds);
    }
}
