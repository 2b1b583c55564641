package dev.kirooperator.guard;

import dev.kirooperator.api.v1alpha1.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * The tenancy rules of the operator's configuration. No rule at all allows everything; with some rules, nothing is allowed that no
 * rule allows as a whole.
 *
 * @param labels asked only for namespaces that no name in a rule decides about
 */
public record Tenancy(List<TenancyRule> rules, NamespaceLabels labels) {

    public Tenancy {
        rules = List.copyOf(rules);
    }

    /** Rules in a cluster whose labels cannot be read: only those that name their namespaces match. */
    public Tenancy(List<TenancyRule> rules) {
        this(rules, namespace -> Optional.empty());
    }

    /** The same, whatever the number of seats. */
    Optional<Verdict> check(TenancyRequest request) {
        return check(request, () -> 0);
    }

    /**
     * Makes sure that a namespaced object is no lever on parts of AWS that its namespace has no business with.
     *
     * @param seats how many seats the object and the older ones of its namespace ask for; asked only for rules that limit them
     */
    public Optional<Verdict> check(TenancyRequest request, IntSupplier seats) {
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        List<String> objections = rulesFor(request.namespace())
                .map(rule -> rule.objection(request, seats).orElse(""))
                .toList();
        if (objections.contains("")) {
            return Optional.empty();
        }
        String why = objections.isEmpty()
                ? "no rule is for namespace \"" + request.namespace() + "\""
                : String.join("; ", objections);
        return Optional.of(refusal(why + unread(request.namespace())));
    }

    /** Makes sure that nobody gets around a rule about group names by naming a group by its id. */
    Optional<Verdict> checkNameless(TenancyRequest request, IntSupplier seats) {
        boolean allowed = rules.isEmpty()
                || rulesFor(request.namespace())
                        .filter(rule -> rule.groupNamePattern().isEmpty())
                        .anyMatch(rule -> rule.objection(request, seats).isEmpty());
        return allowed
                ? Optional.empty()
                : Optional.of(
                        refusal("the only rules that allow it have a group-name-pattern, which cannot be compared with "
                                + "the id of an identity provider's group"));
    }

    private Stream<TenancyRule> rulesFor(String namespace) {
        return rules.stream().filter(rule -> rule.namespaces().contain(namespace, labels));
    }

    private String unread(String namespace) {
        boolean asked =
                rules.stream().anyMatch(rule -> rule.namespaces().selector().isPresent());
        return asked && labels.of(namespace).isEmpty()
                ? "; and the labels of this namespace cannot be read now, so no namespace-selector matches it (the operator "
                        + "needs get, list and watch on namespaces)"
                : "";
    }

    private static Verdict refusal(String why) {
        return new Verdict(
                Reason.TARGET_NOT_ALLOWED,
                "The operator's tenancy rules do not allow this: " + why
                        + ". Change the manifest, or ask the operator's administrator for a rule (kiro.tenancy.rules)");
    }
}
