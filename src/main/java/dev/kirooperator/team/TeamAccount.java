package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.converge.ObjectKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What counts when the seats of one connection are shared out among its teams.
 *
 * @param plan the plan that the team asks for
 * @param inGroup ids of the users in the team's group
 * @param left ids of users who left the group while the team paid for them
 */
record TeamAccount(ObjectKey key, Optional<Plan> plan, Instant createdAt, Set<String> inGroup, Set<String> left) {

    TeamAccount {
        inGroup = Set.copyOf(inGroup);
        left = Set.copyOf(left);
    }

    TeamAccount withLeft(Set<String> userIds) {
        return new TeamAccount(key, plan, createdAt, inGroup, userIds);
    }

    Stream<String> users() {
        return Stream.concat(inGroup.stream(), left.stream()).distinct();
    }
}
