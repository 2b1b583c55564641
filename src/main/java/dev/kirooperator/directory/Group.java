package dev.kirooperator.directory;

import java.util.List;
import java.util.Optional;

/**
 * A group as Identity Center has it.
 *
 * @param id Identity Store's {@code GroupId}; empty for one that is only planned
 * @param externalIds not empty when an external identity provider owns the group
 */
public record Group(String id, String displayName, Optional<String> description, List<ExternalId> externalIds) {

    public Group {
        externalIds = List.copyOf(externalIds);
    }

    /** A group that is not at AWS, and is in nobody's list there. */
    public static Group planned(String displayName, String description) {
        return new Group("", displayName, Optional.of(description), List.of());
    }

    public boolean isPlanned() {
        return id.isEmpty();
    }

    /** The note in square brackets that ends the description. */
    public Optional<String> note() {
        return description
                .map(String::strip)
                .filter(text -> text.endsWith("]") && text.contains("["))
                .map(text -> text.substring(text.lastIndexOf('[')));
    }

    /** The issuer of the first external id: the provider that owns this group. */
    public Optional<String> issuer() {
        return externalIds.stream().map(ExternalId::issuer).findFirst();
    }
}
