package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.seat.GroupAssignments;
import dev.kirooperator.seat.SeatSnapshot;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What AWS tells of a group's assignment. No documented call lists assignments, so the lists that may tell are weighed against the
 * seats of the group's members, which come from it. Pure.
 */
sealed interface GroupObservation {

    /**
     * AWS lists the group.
     *
     * @param plan empty where the list does not tell it
     * @param bySeats the plan of the members' seats, which follow a change of the group's plan only after hours
     */
    record Listed(Optional<Plan> plan, Optional<Plan> bySeats) implements GroupObservation {}

    /** Members have seats that come from a group; the plan is empty where it may be another group's. */
    record SeenInSeats(Optional<Plan> plan) implements GroupObservation {}

    /** AWS lists assigned groups, and this one is not among them. */
    record NotListed() implements GroupObservation {}

    /** Nothing tells. */
    record Silent(String why) implements GroupObservation {}

    /** The plan that the group has, where something tells it. */
    default Optional<Plan> told() {
        if (this instanceof Listed listed) {
            return listed.plan().or(listed::bySeats);
        }
        return this instanceof SeenInSeats seen ? seen.plan() : Optional.empty();
    }

    /**
     * Weighs what was read.
     *
     * @param members ids of the users in the group
     * @param onlyHere those of them that are in no other team's group, as far as manifests tell
     * @param confirmed whether AWS has answered, to a request that only succeeds then, that the group is assigned
     */
    static GroupObservation of(
            String groupId, SeatSnapshot snapshot, Set<String> members, Set<String> onlyHere, boolean confirmed) {
        Optional<Optional<Plan>> bySeats = bySeats(snapshot, members, onlyHere);
        if (snapshot.groups() instanceof GroupAssignments.Known known) {
            Optional<Optional<Plan>> listed = Optional.ofNullable(known.plans().get(groupId));
            if (listed.isPresent()) {
                return new Listed(listed.get(), bySeats.flatMap(plan -> plan));
            }
            if (!known.plans().isEmpty()) {
                return new NotListed();
            }
        }
        if (bySeats.isPresent()) {
            return new SeenInSeats(bySeats.get());
        }
        if (snapshot.groups() instanceof GroupAssignments.Unreadable unreadable) {
            return new Silent(unreadable.why());
        }
        return confirmed
                ? new Silent("AWS lists no group at all, although it answered that this one is assigned")
                : new NotListed();
    }

    private static Optional<Optional<Plan>> bySeats(SeatSnapshot snapshot, Set<String> members, Set<String> onlyHere) {
        boolean any = members.stream()
                .flatMap(id -> snapshot.seat(id).stream())
                .filter(seat -> seat.status() == SeatStatus.PENDING || seat.status() == SeatStatus.ACTIVE)
                .anyMatch(
                        seat -> seat.source() == SeatSource.GROUP || seat.source() == SeatSource.INDIVIDUAL_AND_GROUP);
        List<Plan> plans = onlyHere.stream()
                .flatMap(id -> snapshot.seat(id).stream())
                .filter(seat -> seat.status() == SeatStatus.PENDING || seat.status() == SeatStatus.ACTIVE)
                .filter(seat -> seat.source() == SeatSource.GROUP)
                .flatMap(seat -> seat.plan().stream())
                .distinct()
                .toList();
        return any ? Optional.of(plans.size() == 1 ? Optional.of(plans.get(0)) : Optional.empty()) : Optional.empty();
    }
}
