package dev.kirooperator.guard;

import java.util.List;
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

    private static final String RELEASED = " released";

    private static final Pattern MARKER = Pattern.compile("\\s*(?:\\[kiro-operator:([^\\[\\]]*)\\]\\s*)+\\z");

    /** The description with this operator's marker for the owner behind it, in place of older markers and of white space. */
    public String mark(String description, String owner) {
        if (!enabled) {
            return description;
        }
        String marker = of(owner).get(0);
        String text = unmark(description + marker);
        return text.isEmpty() ? marker : text + " " + marker;
    }

    /**
     * The description of a group that its owner, which is being deleted, lets go of: the owner that comes back still finds its group,
     * and any other object may adopt it. Without a marker at the end the description stays as it is.
     */
    public String release(String description) {
        Optional<String> owner = owner(description);
        if (!enabled || owner.isEmpty()) {
            return description;
        }
        String text = unmark(description);
        String released = (text.isEmpty() ? "" : text + " ") + marker(owner.get() + RELEASED);
        return released.length() > MAX_DESCRIPTION ? text : released;
    }

    /** The forms that the marker of an owner has, the one in force first. */
    List<String> of(String owner) {
        String name = installation + "/" + owner;
        return List.of(marker(name), marker(name + RELEASED));
    }

    /**
     * The owner that the last marker of a description names, as {@code installation/namespace/name}; empty for one that has released
     * the group.
     */
    public Optional<String> owner(String description) {
        return claim(description).filter(claim -> !claim.endsWith(RELEASED));
    }

    /** Whether the description names this installation's object, be it as the one that has released the group. */
    public boolean isOwnedBy(String description, String owner) {
        String name = installation + "/" + owner;
        return claim(description)
                .filter(claim -> claim.equals(name) || claim.equals(name + RELEASED))
                .isPresent();
    }

    private static Optional<String> claim(String description) {
        Matcher matcher = MARKER.matcher(description);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String marker(String claim) {
        return "[kiro-operator:" + claim + "]";
    }

    /** The description without any marker. */
    public String unmark(String description) {
        return MARKER.matcher(description).replaceFirst("");
    }
}
