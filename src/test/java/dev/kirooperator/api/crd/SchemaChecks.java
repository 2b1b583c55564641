package dev.kirooperator.api.crd;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What every place of a schema must be like: each check says what is wrong, or nothing. */
final class SchemaChecks {

    private static final int SHORTEST_SENTENCE = 5;
    private static final Pattern SENTENCE = Pattern.compile("[A-Z].*[.]", Pattern.DOTALL);

    private SchemaChecks() {}

    /** Properties are described in sentences that say more than the name does. */
    static Optional<String> description(SchemaNode node) {
        String text = node.schema().getDescription();
        if (text == null || text.isBlank()) {
            return Optional.of("has no description");
        }
        if (!SENTENCE.matcher(text).matches()) {
            return Optional.of("is not described in sentences: " + text);
        }
        if (text.split("\\s+").length < SHORTEST_SENTENCE) {
            return Optional.of("is described in less than " + SHORTEST_SENTENCE + " words: " + text);
        }
        return letters(text).equals(letters(node.name())) ? Optional.of("repeats its name: " + text) : Optional.empty();
    }

    /** What people write has a limit, so that CEL rules have a cost and nobody fills etcd. */
    static Optional<String> bound(SchemaNode node) {
        return switch (String.valueOf(node.schema().getType())) {
            case "string" ->
                missing(
                        node.schema().getMaxLength() == null
                                && node.schema().getEnum().isEmpty(),
                        "maxLength or enum");
            case "array" -> missing(node.schema().getMaxItems() == null, "maxItems");
            case "integer" ->
                missing(
                        node.schema().getMinimum() == null || node.schema().getMaximum() == null,
                        "minimum and maximum");
            case "object" ->
                missing(
                        node.schema().getAdditionalProperties() != null
                                && node.schema().getMaxProperties() == null,
                        "maxProperties");
            default -> Optional.empty();
        };
    }

    /** A default in a list's items is written into the list, which kubectl apply and Argo CD compare as a whole, for ever. */
    static Optional<String> noDefaultInItems(SchemaNode node) {
        return node.isIn("[]") && node.schema().getDefault() != null
                ? Optional.of("has a default inside the items of a list")
                : Optional.empty();
    }

    private static Optional<String> missing(boolean missing, String what) {
        return missing ? Optional.of("has no " + what) : Optional.empty();
    }

    private static String letters(String text) {
        return text.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }
}
