package dev.kirooperator.guard;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The note at the end of a group's description that says which {@code KiroTeam} owns the group. Identity Center groups have no tags;
 * unlike the recorded id, the marker survives a wiped cluster and cannot be forged from inside the cluster.
 *
 * @param installation name of this operator installation ({@code kiro.ownership.installation}), so that two clusters can tell their
 *     groups apart
 * @param enabled whether markers are written and asked for
 */
public record OwnershipMarker(String installation, boolean enabled) {

    /** Characters that Identity Store allows in a description. */
    public static final int MAX_DESCRIPTION = 1024;

    private static final Pattern MARKER = Pattern.compile("\\s*(?:\\[kiro-operator:([^\\[\\]]*)\\]\\s*)+\\z");

    /** The description with this operator's marker for the owner behind it, in place of older markers and of white space. */
    public String mark(String description, String owner) {
        if (!enabled) {
            return description;
        }
        String marker = of(owner);
        String text = unmark(description + marker);
        return text.isEmpty() ? marker : text + " " + marker;
    }

    /** The marker itself. */
    String of(String owner) {
        return "[kiro-operator:" + installation + "/" + owner + "]";
    }

    /** The owner that the last marker of a description names, as {@code installation/namespace/name}. */
    public Optional<String> owner(String description) {
        Matcher matcher = MARKER.matcher(description);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Whether the description names this installation's object. */
    public boolean isOwnedBy(String description, String owner) {
        return owner(description).filter((installation + "/" + owner)::equals).isPresent();
    }

    /** The description without any marker. */
    public String unmark(String description) {
        return MARKER.matcher(description).replaceFirst("");
    }
}
