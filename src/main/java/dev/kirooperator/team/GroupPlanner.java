package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.directory.DirectorySnapshot;
import dev.kirooperator.directory.Group;
import dev.kirooperator.guard.GroupOwnership;
import dev.kirooperator.guard.OwnershipMarker;
import dev.kirooperator.guard.Verdict;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides about a team's group. Pure. */
final class GroupPlanner {

    private final GroupOwnership ownership;

    GroupPlanner(GroupOwnership ownership) {
        this.ownership = ownership;
    }

    /**
     * What is known of the group.
     *
     * @param recorded the group of the recorded id, or the one that carries the team's marker
     * @param trusted whether this process itself has seen that the recorded group is the team's
     * @param byName the group that has the wanted name now
     * @param origin the recorded origin
     * @param olderAdopter a team that made the group of this name, or an older one that adopts it
     * @param provider the identity provider that feeds this directory
     */
    record Observed(
            Optional<Group> recorded,
            boolean trusted,
            Optional<Group> byName,
            Optional<Origin> origin,
            Optional<ObjectKey> olderAdopter,
            Optional<String> provider) {}

    /** The group that is proven to be the team's. What this process remembers excuses a missing marker, never another owner's. */
    Optional<Group> ours(TeamGoal goal, Observed observed) {
        String owner = goal.key().toString();
        return observed.recorded()
                .filter(group -> !ownership.isAnothers(group, owner))
                .filter(group -> observed.trusted()
                        || ownership.isMarked(group, owner)
                        || isUnmarked(group)
                        || (isFed(group) && goal.adopt() && isNamed(group, goal)))
                .or(() -> observed.byName().filter(group -> ownership.isMarked(group, owner)))
                .filter(group -> observed.olderAdopter().isEmpty() || !isTheOldestAdopters(group, observed));
    }

    /** Whether no marker can tell which of the teams that adopt the group owns it. */
    private boolean isTheOldestAdopters(Group group, Observed observed) {
        return isFed(group)
                || (isUnmarked(group)
                        && observed.origin().filter(Origin.ADOPTED::equals).isPresent());
    }

    /** Whether the group's marker names another owner. */
    boolean isAnothers(TeamGoal goal, Group group) {
        return ownership.isAnothers(group, goal.key().toString());
    }

    /** Whether the decision puts the team's marker where it is not yet: that has to follow a fresh read. */
    boolean isClaim(TeamGoal goal, GroupDecision.Update update) {
        return !ownership.isMarked(update.current(), goal.key().toString());
    }

    /** Whether the group was the team's before this reconcile, and is not only about to be adopted. */
    boolean isProven(TeamGoal goal, Group group, Origin origin) {
        return ownership.isMarked(group, goal.key().toString()) || (isUnmarked(group) && origin != Origin.ADOPTED);
    }

    /** The group that carries the team's marker: one that is known already before any other. */
    Optional<Group> marked(TeamGoal goal, DirectorySnapshot snapshot, Stream<Group> known) {
        String owner = goal.key().toString();
        return known.filter(group -> ownership.isMarked(group, owner))
                .findFirst()
                .or(() -> ownership.marked(snapshot, owner));
    }

    GroupDecision decide(TeamGoal goal, Observed observed) {
        Optional<Group> left = observed.recorded()
                .filter(group -> isFed(group) && goal.adopt() && !isNamed(group, goal))
                .filter(group -> !ownership.isMarked(group, goal.key().toString()));
        if (left.isPresent()) {
            return anotherName(left.get());
        }
        Optional<Group> ours = ours(goal, observed);
        if (ours.isPresent()) {
            return isGivenUp(goal, observed.origin()) ? letGo(ours.get()) : decideOurs(goal, ours.get(), observed);
        }
        return observed.byName()
                .map(existing -> decideExisting(goal, existing, observed))
                .orElseGet(() -> decideAbsent(goal, observed));
    }

    /** A group that is to be taken over from a provider is not made in its place: the provider could not make it any more. */
    private GroupDecision decideAbsent(TeamGoal goal, Observed observed) {
        if (goal.adopt() && observed.provider().isPresent()) {
            return new GroupDecision.Refuse(
                    new Verdict(
                            Reason.MANAGED_BY_IDENTITY_PROVIDER,
                            "There is no group \"" + goal.groupName()
                                    + "\" to adopt yet, and this directory is fed by the identity "
                                    + "provider " + observed.provider().get()
                                    + ". Let the provider push the group; or set spec.group.adopt: false to have this operator create one"));
        }
        return new GroupDecision.Create(
                goal.groupName(),
                marker().mark(goal.description().orElse(""), goal.key().toString()));
    }

    /** Moving to another of the provider's groups would leave the first one's assignment behind. */
    private static GroupDecision anotherName(Group group) {
        return new GroupDecision.Refuse(new Verdict(
                Reason.MANAGED_BY_IDENTITY_PROVIDER,
                "This team stands on group " + group.id()
                        + ", which the identity provider "
                        + group.issuer().orElse("")
                        + " names otherwise than spec.group.displayName does. If the provider renamed it, give its new name "
                        + "there. To use another group, set the name back, delete this team, which gives the assignment back, and "
                        + "create a new one"));
    }

    private static boolean isFed(Group group) {
        return group.issuer().isPresent();
    }

    private static boolean isNamed(Group group, TeamGoal goal) {
        return group.displayName().equalsIgnoreCase(goal.groupName());
    }

    /** Whether the group was adopted, and the manifest does not ask for that any more: it is as if it never had been. */
    static boolean isGivenUp(TeamGoal goal, Optional<Origin> origin) {
        return !goal.adopt() && origin.filter(Origin.ADOPTED::equals).isPresent();
    }

    private GroupDecision letGo(Group group) {
        String current = group.description().orElse("");
        return new GroupDecision.LetGo(group, isFed(group) ? current : marker().unmark(current));
    }

    /**
     * The description with which a team that goes, and leaves its group behind, lets go of it; empty where there is nothing to write.
     * On a group that was adopted no word of the team stays: nobody is to take it for a group that the team made.
     */
    Optional<String> release(TeamGoal goal, Group group, Optional<Origin> origin) {
        String current = group.description().orElse("");
        boolean adopted = origin.filter(Origin.ADOPTED::equals).isPresent();
        return Optional.of(adopted ? marker().unmark(current) : marker().release(current))
                .filter(released -> !released.equals(current))
                .filter(released -> group.issuer().isEmpty()
                        && ownership.isMarked(group, goal.key().toString()));
    }

    private boolean isUnmarked(Group group) {
        return !marker().enabled() && group.issuer().isEmpty();
    }

    private GroupDecision decideOurs(TeamGoal goal, Group ours, Observed observed) {
        Origin origin = observed.origin().orElse(goal.adopt() ? Origin.ADOPTED : Origin.CREATED);
        boolean nameIsTaken =
                observed.byName().filter(other -> !other.id().equals(ours.id())).isPresent();
        if (nameIsTaken && ours.issuer().isEmpty()) {
            return new GroupDecision.Refuse(new Verdict(
                    Reason.ALREADY_EXISTS,
                    "Group " + ours.id() + " cannot be renamed to \"" + goal.groupName()
                            + "\": group "
                            + observed.byName().map(Group::id).orElse("")
                            + " has that name. Choose another spec.group.displayName, or rename that group. Two teams exchange "
                            + "their names by way of a third one: give one of them a name that is free first"));
        }
        return converge(goal, ours, origin);
    }

    private GroupDecision decideExisting(TeamGoal goal, Group existing, Observed observed) {
        Optional<String> otherOwner =
                marker().owner(existing.description().orElse("")).filter(owner -> !isFed(existing));
        if (otherOwner.isPresent()) {
            return new GroupDecision.Refuse(new Verdict(
                    Reason.CONFLICT,
                    "Group \"" + goal.groupName() + "\" (" + existing.id() + ") belongs to the KiroTeam "
                            + otherOwner.get()
                            + " (installation/namespace/name). Choose another spec.group.displayName, or delete that team, which "
                            + "releases the group. If it is gone already, as in a cluster that was wiped, remove the marker "
                            + "at the end of the group's description"));
        }
        if (!goal.adopt()) {
            return new GroupDecision.Refuse(new Verdict(
                    Reason.ALREADY_EXISTS,
                    "Group \"" + goal.groupName() + "\" (" + existing.id()
                            + ") exists already and was not created by this team; it is left alone. Set "
                            + "spec.group.adopt: true to take it over, or choose another spec.group.displayName"));
        }
        if (observed.olderAdopter().isPresent()) {
            return new GroupDecision.Refuse(
                    new Verdict(
                            Reason.CONFLICT,
                            "Group \"" + goal.groupName() + "\" (" + existing.id() + ") belongs to the KiroTeam "
                                    + observed.olderAdopter().get()
                                    + ", which made it or is the oldest that adopts it. Choose another group, or delete that team; this one takes over then"));
        }
        return converge(goal, existing, Origin.ADOPTED);
    }

    private GroupDecision converge(TeamGoal goal, Group group, Origin origin) {
        if (group.issuer().isPresent()) {
            return new GroupDecision.Keep(group, origin);
        }
        String current = group.description().orElse("");
        String wanted = marker().mark(
                        goal.description().orElseGet(() -> marker().unmark(current)),
                        goal.key().toString());
        if (wanted.length() > OwnershipMarker.MAX_DESCRIPTION) {
            return new GroupDecision.Refuse(new Verdict(
                    Reason.INVALID_SPEC,
                    "The description of group " + group.id()
                            + " leaves no room for the operator's marker: together they have "
                            + wanted.length() + " characters, and AWS takes " + OwnershipMarker.MAX_DESCRIPTION
                            + ". Shorten it, or set spec.group.description"));
        }
        boolean same = group.displayName().equals(goal.groupName()) && current.equals(wanted);
        return same
                ? new GroupDecision.Keep(group, origin)
                : new GroupDecision.Update(group, goal.groupName(), wanted, origin);
    }

    private OwnershipMarker marker() {
        return ownership.marker();
    }
}
