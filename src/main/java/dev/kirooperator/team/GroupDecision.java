package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.directory.Group;
import dev.kirooperator.guard.Verdict;

/** What is to be done about a team's group. */
sealed interface GroupDecision {

    /** No such group: create it. */
    record Create(String displayName, String description) implements GroupDecision {}

    /** The group is the team's and differs. */
    record Update(Group current, String displayName, String description, Origin origin) implements GroupDecision {}

    /** The group is the team's and as specified, or not ours to write. */
    record Keep(Group group, Origin origin) implements GroupDecision {}

    /** The team adopted the group, and its manifest does not ask for that any more. */
    record LetGo(Group group, String description) implements GroupDecision {}

    /** The group is not the team's. */
    record Refuse(Verdict verdict) implements GroupDecision {}
}
