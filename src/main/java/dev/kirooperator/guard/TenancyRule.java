package dev.kirooperator.guard;

import dev.kirooperator.api.v1alpha1.Plan;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * What some namespaces may do at AWS. An empty set or value means no restriction.
 *
 * @param namespaces the namespaces the rule is for
 * @param groupNamePattern regular expression on the whole display name of a group
 * @param maxMembers the highest {@code spec.membership.maxMembers} that a team may state; a team then has to state one
 * @param maxSeats how many seats the objects of a namespace may ask for together: a team with a plan for as many members as it may have, a
 *     member with a plan of its own for one; older objects come first
 * @param adoption whether {@code adopt: true} is allowed
 */
public record TenancyRule(
        Namespaces namespaces,
        Optional<Pattern> groupNamePattern,
        Set<Plan> plans,
        Set<String> connections,
        OptionalInt maxMembers,
        OptionalInt maxSeats,
        boolean adoption) {

    public TenancyRule {
        plans = Set.copyOf(plans);
        connections = Set.copyOf(connections);
    }

    /**
     * The first thing of the request that this rule does not allow.
     *
     * @param seats how many seats the object and the older ones of its namespace ask for
     */
    Optional<String> objection(TenancyRequest request, IntSupplier seats) {
        if (!connections.isEmpty() && !connections.contains(request.connection())) {
            return Optional.of("connection \"" + request.connection() + "\" is not one of " + sorted(connections));
        }
        if (groupNamePattern.isPresent()
                && request.groupName().isPresent()
                && !groupNamePattern.get().matcher(request.groupName().get()).matches()) {
            return Optional.of(
                    "group name \"" + request.groupName().get() + "\" does not match " + groupNamePattern.get());
        }
        if (!plans.isEmpty()
                && request.plan().isPresent()
                && !plans.contains(request.plan().get())) {
            return Optional.of("plan " + request.plan().get().label() + " is not one of "
                    + sorted(plans.stream().map(Plan::label).toList()));
        }
        if (maxMembers.isPresent() && request.groupName().isPresent()) {
            int limit = maxMembers.getAsInt();
            if (request.maxMembers().isEmpty() || request.maxMembers().getAsInt() > limit) {
                return Optional.of("spec.membership.maxMembers has to be at most " + limit);
            }
        }
        Optional<String> tooManySeats = seatObjection(request, seats);
        if (tooManySeats.isPresent()) {
            return tooManySeats;
        }
        return request.adopt() && !adoption ? Optional.of("adopt: true is not allowed") : Optional.empty();
    }

    private Optional<String> seatObjection(TenancyRequest request, IntSupplier seats) {
        if (maxSeats.isEmpty() || request.plan().isEmpty()) {
            return Optional.empty();
        }
        int limit = maxSeats.getAsInt();
        if (request.groupName().isPresent() && request.maxMembers().isEmpty()) {
            return Optional.of(
                    "spec.membership.maxMembers has to be stated, for the namespace may have " + limit + " seats");
        }
        int asked = seats.getAsInt();
        return asked > limit
                ? Optional.of("with the older objects of its namespace this one asks for " + asked
                        + " seats, and the namespace may have " + limit)
                : Optional.empty();
    }

    private static String sorted(Collection<String> words) {
        return String.join(", ", new TreeSet<>(words));
    }
}
