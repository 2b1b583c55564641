package dev.kirooperator.guard;

import dev.kirooperator.directory.DirectorySnapshot;
import dev.kirooperator.directory.Group;
import java.util.Optional;

/** Proves that a group at AWS belongs to a team. A recorded id alone proves nothing: {@code status} can be forged by a tenant. */
public record GroupOwnership(OwnershipMarker marker) {

    /**
     * What is known of the team that claims a group.
     *
     * @param owner {@code namespace/name}
     * @param recordedId the group id in the team's status
     */
    public record Claim(String owner, String groupName, boolean adopt, Optional<String> recordedId) {}

    /** Whether the group's marker names the owner. */
    public boolean isMarked(Group group, String owner) {
        return marker.isOwnedBy(group.description().orElse(""), owner);
    }

    /**
     * Whether the group's marker names somebody else, who has not released the group. On a group that an identity provider feeds a
     * marker is what was left there before the provider took the group over: nothing is written there, so nobody can release it.
     */
    public boolean isAnothers(Group group, String owner) {
        String description = group.description().orElse("");
        return group.issuer().isEmpty()
                && marker.owner(description).isPresent()
                && !marker.isOwnedBy(description, owner);
    }

    /** The group whose marker names the owner, whatever the group is called now. */
    public Optional<Group> marked(DirectorySnapshot snapshot, String owner) {
        return marker.of(owner).stream()
                .flatMap(note -> snapshot.groupByNote(note).stream())
                .findFirst();
    }

    /** The claimed group, if it is proven to be the claimant's. */
    public Optional<Group> verified(DirectorySnapshot snapshot, Claim claim) {
        return claim.recordedId()
                .flatMap(snapshot::group)
                .or(() -> snapshot.groupByName(claim.groupName()))
                .filter(group -> isProven(group, claim))
                .or(() -> marked(snapshot, claim.owner()));
    }

    private boolean isProven(Group group, Claim claim) {
        boolean recorded = claim.recordedId().filter(group.id()::equals).isPresent();
        boolean unmarkable = !marker.enabled() || group.issuer().isPresent();
        boolean named = group.displayName().equalsIgnoreCase(claim.groupName());
        return isMarked(group, claim.owner())
                || (unmarkable
                        && !isAnothers(group, claim.owner())
                        && recorded
                        && (claim.adopt() || group.issuer().isEmpty())
                        && named);
    }
}
