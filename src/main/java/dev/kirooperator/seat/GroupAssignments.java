package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.Plan;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** What AWS tells about groups with a Kiro subscription. No documented call lists them, so not knowing is a normal answer. */
public sealed interface GroupAssignments {

    /** Whether AWS lists the group as assigned; false also where nothing can be read. */
    default boolean lists(String groupId) {
        return this instanceof Known known && known.plans().containsKey(groupId);
    }

    /** The highest plan that any group is assigned; empty where AWS does not tell the plan of each. */
    default Optional<Plan> highestPlan() {
        return this instanceof Known known && known.plans().values().stream().allMatch(Optional::isPresent)
                ? known.plans().values().stream().flatMap(Optional::stream).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    /**
     * The assigned groups.
     *
     * @param plans the plan by group id; an empty plan means that the group is assigned, on a plan that was not told or is not
     *     known here
     */
    record Known(Map<String, Optional<Plan>> plans) implements GroupAssignments {}

    /**
     * The assigned groups cannot be read.
     *
     * @param why what was tried and what came back
     */
    record Unreadable(String why) implements GroupAssignments {}
}
