package dev.kirooperator.guard;

import dev.kirooperator.api.v1alpha1.LabelOperator;
import dev.kirooperator.api.v1alpha1.LabelSelector;
import dev.kirooperator.api.v1alpha1.LabelSelectorRequirement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Namespaces by their labels.
 *
 * @param requirements what must hold, all of it; none means every namespace
 */
public record NamespaceSelector(List<LabelSelectorRequirement> requirements) {

    private static final String NAME = "[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
    private static final String KEY = "((?:[a-z0-9][-a-z0-9.]{0,252}/)?" + NAME + ")";
    private static final Pattern VALUE = Pattern.compile("(?:" + NAME + ")?");
    private static final Pattern OUTSIDE_OF_PARENTHESES = Pattern.compile(",(?![^()]*\\))");
    private static final Pattern ABSENT = Pattern.compile("!\\s*" + KEY);
    private static final Pattern PRESENT = Pattern.compile(KEY);
    private static final Pattern EQUAL = Pattern.compile(KEY + "\\s*(==|=|!=)\\s*([^\\s=!]*)");
    private static final Pattern IN = Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([^()]*)\\)");

    public NamespaceSelector {
        requirements = List.copyOf(requirements);
    }

    /** The selector of a manifest. */
    public static NamespaceSelector of(LabelSelector selector) {
        Stream<LabelSelectorRequirement> exact =
                Optional.ofNullable(selector.matchLabels()).orElse(Map.of()).entrySet().stream()
                        .map(label -> new LabelSelectorRequirement(
                                label.getKey(), LabelOperator.IN, List.of(label.getValue())));
        Stream<LabelSelectorRequirement> expressions =
                Optional.ofNullable(selector.matchExpressions()).orElse(List.of()).stream();
        return new NamespaceSelector(Stream.concat(exact, expressions).toList());
    }

    /**
     * Parses the syntax of {@code kubectl --selector}: {@code env=prod,tier!=web,team in (a,b),zone notin (x),paid,!legacy}.
     *
     * @throws IllegalArgumentException that names the part which is none
     */
    public static NamespaceSelector parse(String text) {
        List<LabelSelectorRequirement> requirements = new ArrayList<>();
        for (String part : OUTSIDE_OF_PARENTHESES.split(text, -1)) {
            requirements.add(requirement(part.strip())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "expected a label selector such as env=prod,team in (a,b),!legacy, found \"" + text
                                    + "\", of which \"" + part.strip() + "\" is no requirement")));
        }
        return new NamespaceSelector(requirements);
    }

    /** Whether a namespace with these labels is meant. */
    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> matches(requirement, labels.get(requirement.key())));
    }

    private static boolean matches(LabelSelectorRequirement requirement, @Nullable String value) {
        List<String> values = Optional.ofNullable(requirement.values()).orElse(List.of());
        return switch (requirement.operator()) {
            case IN -> value != null && values.contains(value);
            case NOT_IN -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
        };
    }

    private static Optional<LabelSelectorRequirement> requirement(String part) {
        Matcher absent = ABSENT.matcher(part);
        if (absent.matches()) {
            return Optional.of(new LabelSelectorRequirement(absent.group(1), LabelOperator.DOES_NOT_EXIST, null));
        }
        Matcher in = IN.matcher(part);
        if (in.matches()) {
            boolean isIn = in.group(2).equals("in");
            return listed(
                    in.group(1),
                    isIn ? LabelOperator.IN : LabelOperator.NOT_IN,
                    Arrays.stream(in.group(3).split(",", -1)).map(String::strip).toList());
        }
        Matcher equal = EQUAL.matcher(part);
        if (equal.matches()) {
            boolean isEqual = !equal.group(2).equals("!=");
            return listed(equal.group(1), isEqual ? LabelOperator.IN : LabelOperator.NOT_IN, List.of(equal.group(3)));
        }
        return PRESENT.matcher(part).matches()
                ? Optional.of(new LabelSelectorRequirement(part, LabelOperator.EXISTS, null))
                : Optional.empty();
    }

    private static Optional<LabelSelectorRequirement> listed(String key, LabelOperator operator, List<String> values) {
        return values.stream().allMatch(value -> VALUE.matcher(value).matches())
                ? Optional.of(new LabelSelectorRequirement(key, operator, values))
                : Optional.empty();
    }
}
