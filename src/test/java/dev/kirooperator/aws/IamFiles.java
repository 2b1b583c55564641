package dev.kirooperator.aws;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.aws.AwsOperation.Use;
import dev.kirooperator.aws.IamAction.Basis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of {@code docs/iam} that follow from {@link AwsOperation}. */
final class IamFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The role that a connection assumes, to be replaced. */
    private static final String ROLE = "arn:aws:iam::222222222222:role/kiro-operator";

    private static final Set<Use> READS = EnumSet.of(Use.INSTANCE, Use.DIRECTORY, Use.SEATS, Use.OVERAGE);

    private static final Map<String, Set<Use>> POLICIES = Map.of(
            "read-only", READS,
            "group-only", with(READS, Use.GROUPS, Use.USERS, Use.INVITATIONS),
            "full", with(READS, Use.GROUPS, Use.USERS, Use.INVITATIONS, Use.ASSIGNMENTS),
            "create-instance", EnumSet.of(Use.NEW_INSTANCE),
            "create-profile", EnumSet.of(Use.NEW_PROFILE),
            "assume-role", EnumSet.of(Use.ROLE));

    /** What AWS makes on behalf of whoever enables a service for the first time in an account. */
    private static final Map<String, List<String>> SERVICE_ROLES = Map.of(
            "create-instance", List.of("sso.amazonaws.com"),
            "create-profile", List.of("q.amazonaws.com", "user-subscriptions.amazonaws.com"));

    /** Each file's text by its name. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        POLICIES.forEach((name, uses) -> texts.put(name + ".json", policy(name, uses)));
        texts.put("wildcard.json", wildcard());
        texts.put("operations.md", table());
        return texts;
    }

    private static Set<Use> with(Set<Use> some, Use... more) {
        Set<Use> all = EnumSet.copyOf(some);
        all.addAll(List.of(more));
        return all;
    }

    private static String policy(String name, Set<Use> uses) {
        ObjectNode policy = policy();
        ArrayNode statements = policy.withArray("Statement");
        for (Use use : uses) {
            add(statements, sid(use), actions(use, action -> action.basis() != Basis.INFERRED), resource(use));
            Set<String> known = actions(uses, action -> action.basis() != Basis.INFERRED);
            Set<String> inferred = actions(use, action -> action.basis() == Basis.INFERRED);
            inferred.removeAll(known);
            add(statements, sid(use) + "Inferred", inferred, resource(use));
        }
        if (SERVICE_ROLES.containsKey(name)) {
            ObjectNode statement = add(statements, "ServiceRoles", Set.of("iam:CreateServiceLinkedRole"), "*");
            ArrayNode services =
                    statement.putObject("Condition").putObject("StringEquals").putArray("iam:AWSServiceName");
            SERVICE_ROLES.getOrDefault(name, List.of()).forEach(services::add);
        }
        return write(policy);
    }

    private static String wildcard() {
        Set<String> prefixes = Objects.requireNonNull(POLICIES.get("full")).stream()
                .filter(use -> use != Use.OVERAGE)
                .flatMap(use -> actions(use, action -> true).stream())
                .map(action -> action.replaceFirst(":.*", ":*"))
                .collect(Collectors.toCollection(TreeSet::new));
        ObjectNode policy = policy();
        ArrayNode statements = policy.withArray("Statement");
        add(statements, "FallBack", prefixes, "*");
        add(statements, sid(Use.OVERAGE), actions(Use.OVERAGE, action -> true), "*");
        return write(policy);
    }

    private static String table() {
        StringBuilder table = new StringBuilder("""
                <!-- Made from AwsOperation by hack/update-iam. Change that, not this file. -->
                # What the operator calls, and what it needs for it

                | operation | effect | actions | inferred actions | in |
                |---|---|---|---|---|
                """);
        for (AwsOperation operation : AwsOperation.values()) {
            table.append("| `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                            operation.label(),
                            operation.isWrite() ? "write" : "read",
                            code(operation.actions().stream()
                                    .filter(action -> action.basis() != Basis.INFERRED)
                                    .map(action -> "`" + action.name() + "`"
                                            + (action.basis() == Basis.OBSERVED ? " (observed)" : ""))),
                            code(operation.actions().stream()
                                    .filter(action -> action.basis() == Basis.INFERRED)
                                    .map(action -> "`" + action.name() + "`")),
                            new TreeMap<>(POLICIES)
                                    .entrySet().stream()
                                            .filter(entry -> entry.getValue().contains(operation.use()))
                                            .map(Map.Entry::getKey)
                                            .collect(Collectors.joining(", "))));
        }
        return table.toString();
    }

    private static String code(Stream<String> actions) {
        return actions.collect(Collectors.joining(", "));
    }

    private static Set<String> actions(Use use, Predicate<IamAction> which) {
        return actions(Set.of(use), which);
    }

    private static Set<String> actions(Set<Use> uses, Predicate<IamAction> which) {
        return Arrays.stream(AwsOperation.values())
                .filter(operation -> uses.contains(operation.use()))
                .flatMap(operation -> operation.actions().stream())
                .filter(which)
                .map(IamAction::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ObjectNode policy() {
        return JSON.createObjectNode().put("Version", "2012-10-17");
    }

    private static ObjectNode add(ArrayNode statements, String sid, Collection<String> actions, String resource) {
        ObjectNode statement = JSON.createObjectNode().put("Sid", sid).put("Effect", "Allow");
        if (actions.isEmpty()) {
            return statement;
        }
        ArrayNode list = statement.putArray("Action");
        actions.forEach(list::add);
        statement.put("Resource", resource);
        statements.add(statement);
        return statement;
    }

    private static String resource(Use use) {
        return use == Use.ROLE ? ROLE : "*";
    }

    /** {@code NEW_INSTANCE} is {@code NewInstance}. */
    private static String sid(Use use) {
        return Arrays.stream(use.name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static String write(ObjectNode policy) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try {
            return JSON.writer(printer).writeValueAsString(policy) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
