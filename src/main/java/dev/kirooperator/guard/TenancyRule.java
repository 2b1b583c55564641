package dev.kirooperator.guard;

import dev.kirooperator.api.v1alpha1.Plan;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What some namespaces may do at AWS. An empty set or value means no restriction.
 *
 * @param namespaces the namespaces the rule is for
 * @param groupNamePattern regular expression on the whole display name of a group
 * @param maxMembers the highest {@code spec.membership.maxMembers} that a team may state; a team then has to state one
 * @param adoption whether {@code adopt: true} is allowed
 */
public record TenancyRule(
        Namespaces namespaces,
        Optional<Pattern> groupNamePattern,
        Set<Plan> plans,
        Set<String> connections,
        OptionalInt maxMembers,
        boolean adoption) {

    public TenancyRule {
        plans = Set.copyOf(plans);
        connections = Set.copyOf(connections);
    }

    /** The first thing of the request that this rule does not allow. */
    Optional<String> objection(TenancyRequest request) {
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
        return request.adopt() && !adoption ? Optional.of("adopt: true is not allowed") : Optional.empty();
    }

    private static String sorted(Collection<String> words) {
        return String.join(", ", new TreeSet<>(words));
    }
}
