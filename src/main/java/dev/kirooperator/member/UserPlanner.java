package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.directory.User;
import dev.kirooperator.directory.UserAttributes;
import dev.kirooperator.guard.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides about a member's user. Pure. */
final class UserPlanner {

    /**
     * What is known of the user.
     *
     * @param recorded the user of the recorded id
     * @param origin the recorded origin
     * @param specUnchanged whether the manifest is the one that the record was made from
     * @param byName the user that has the wanted name now
     * @param byEmail the user that has the wanted e-mail address now
     * @param otherOwners other {@code KiroMember}s that own these users and come before this one, by the users' ids
     * @param objectors other {@code KiroMember}s that need these users as they are called now, by the users' ids
     * @param isBeingRenamed whether the recorded user's owner asks for the wanted name too
     * @param provider the identity provider that creates the users of this directory
     */
    record Observed(
            Optional<User> recorded,
            Optional<Origin> origin,
            boolean specUnchanged,
            Optional<User> byName,
            Optional<User> byEmail,
            Map<String, ObjectKey> otherOwners,
            Map<String, List<ObjectKey>> objectors,
            boolean isBeingRenamed,
            Optional<String> provider) {

        Observed {
            otherOwners = Map.copyOf(otherOwners);
            objectors = Map.copyOf(objectors);
        }

        /** AWS takes an e-mail address once: a call that asks for another one's would be refused each time. */
        private Optional<UserDecision> taken(UserAttributes wanted, Optional<User> current) {
            return byEmail.filter(other -> has(other, wanted.email()))
                    .filter(other -> current.filter(user -> other.id().equals(user.id()) || has(user, wanted.email()))
                            .isEmpty())
                    .map(other -> new UserDecision.Refuse(new Verdict(
                            Reason.ALREADY_EXISTS,
                            "User " + other.id()
                                    + " has this e-mail address already, and Identity Center takes one only once. "
                                    + (current.isEmpty()
                                            ? "Set spec.userName to that user's name to reference it, or change spec.email"
                                            : "Change spec.email, or the other user"))));
        }

        private static boolean has(User user, Optional<String> email) {
            return email.filter(wanted -> user.attributes()
                            .email()
                            .filter(wanted::equalsIgnoreCase)
                            .isPresent())
                    .isPresent();
        }

        private Optional<Verdict> objection(User user) {
            return Optional.ofNullable(objectors.get(user.id()))
                    .filter(others -> !others.isEmpty())
                    .map(others -> new Verdict(
                            Reason.CONFLICT,
                            "User " + user.id()
                                    + " keeps its user name and e-mail address, since other objects stand for it too and "
                                    + "do not ask for the new ones: KiroMember "
                                    + others.stream().map(ObjectKey::toString).collect(Collectors.joining(", "))
                                    + ". Set the same spec.userName and spec.email there, after here, or delete those "
                                    + "objects; or undo the change here"));
        }

        private Optional<UserDecision> conflict(User user, Origin origin) {
            return Optional.ofNullable(otherOwners.get(user.id()))
                    .map(owner -> new UserDecision.Refuse(new Verdict(
                            Reason.CONFLICT,
                            "User " + user.id() + " belongs to the KiroMember " + owner
                                    + ", which comes before this one; only one object can own a user. "
                                    + (origin == Origin.CREATED
                                            ? "Delete one of the two"
                                            : "Remove spec.adopt to reference it"))));
        }
    }

    UserDecision decide(MemberGoal goal, Observed observed) {
        Origin origin = observed.origin().orElse(Origin.EXISTING);
        if (owns(goal, origin) && observed.recorded().isPresent()) {
            return decideOwned(goal, observed.recorded().get(), origin, observed);
        }
        Optional<User> referenced = observed.recorded()
                .filter(user -> observed.specUnchanged() || isNamed(user, goal))
                .or(observed::byName)
                .or(() -> observed.recorded().filter(user -> observed.isBeingRenamed()));
        if (referenced.isPresent()) {
            return decideExisting(goal, referenced.get(), observed);
        }
        if (observed.provider().isPresent()) {
            return new UserDecision.Wait(observed.provider().get());
        }
        boolean named = goal.attributes().givenName().isPresent()
                && goal.attributes().familyName().isPresent();
        return named
                ? observed.taken(goal.attributes(), Optional.empty())
                        .orElseGet(() -> new UserDecision.Create(goal.attributes()))
                : new UserDecision.Refuse(new Verdict(
                        Reason.INVALID_SPEC,
                        "There is no user of this name in Identity Center, and AWS needs a given and a family name to create "
                                + "one. Set spec.givenName and spec.familyName, or correct spec.userName"));
    }

    /** Whether the user is the member's own: to be written, and by no other member. */
    static boolean owns(MemberGoal goal, Origin origin) {
        return origin == Origin.CREATED || (origin == Origin.ADOPTED && goal.adopt());
    }

    private static UserDecision decideOwned(MemberGoal goal, User user, Origin origin, Observed observed) {
        if (user.issuer().isPresent()) {
            return origin == Origin.CREATED ? new UserDecision.Use(user, origin) : referencedInVain(user);
        }
        Optional<UserDecision> conflict = observed.conflict(user, origin);
        if (conflict.isPresent()) {
            return conflict.get();
        }
        Optional<User> namesake = observed.byName().filter(other -> !other.id().equals(user.id()));
        if (namesake.isPresent()) {
            return new UserDecision.Refuse(
                    new Verdict(
                            Reason.ALREADY_EXISTS,
                            "User " + user.id()
                                    + " cannot be renamed: user "
                                    + namesake.get().id()
                                    + " has the name that spec.userName (or spec.email) "
                                    + "asks for. Choose another name, or delete this object and create one that references that user"));
        }
        return converge(goal, user, origin, observed);
    }

    private static UserDecision decideExisting(MemberGoal goal, User user, Observed observed) {
        if (!goal.adopt()) {
            return new UserDecision.Use(user, Origin.EXISTING);
        }
        return user.issuer().isPresent()
                ? referencedInVain(user)
                : observed.conflict(user, Origin.ADOPTED)
                        .orElseGet(() -> converge(goal, user, Origin.ADOPTED, observed));
    }

    /** Who asks to own a provider's user is told no, and still joins and gets the seat. */
    private static UserDecision referencedInVain(User user) {
        return new UserDecision.Use(
                user,
                Origin.EXISTING,
                Optional.of(new Verdict(
                        Reason.MANAGED_BY_IDENTITY_PROVIDER,
                        "User " + user.id() + " is fed by the identity provider "
                                + user.issuer().orElse("")
                                + " and cannot be adopted; it is only referenced. Remove spec.adopt, and change its attributes in "
                                + "the provider")));
    }

    private static UserDecision converge(MemberGoal goal, User user, Origin origin, Observed observed) {
        UserAttributes asked = merge(goal.attributes(), user.attributes());
        Optional<Verdict> objection =
                observed.objection(user).filter(verdict -> !SharedIdentity.isSame(asked, user.attributes()));
        UserAttributes wanted = objection.isPresent() ? withIdentityOf(user.attributes(), asked) : asked;
        return wanted.equals(user.attributes())
                ? new UserDecision.Use(user, origin, objection)
                : observed.taken(wanted, Optional.of(user))
                        .orElseGet(() -> new UserDecision.Update(user, wanted, origin, objection));
    }

    private static UserAttributes withIdentityOf(UserAttributes current, UserAttributes wanted) {
        return new UserAttributes(
                current.userName(), wanted.givenName(), wanted.familyName(), wanted.displayName(), current.email());
    }

    /** What the manifest does not say stays as it is. */
    private static UserAttributes merge(UserAttributes wanted, UserAttributes current) {
        return new UserAttributes(
                wanted.userName(),
                wanted.givenName().or(current::givenName),
                wanted.familyName().or(current::familyName),
                wanted.displayName().or(current::displayName),
                wanted.email().or(current::email));
    }

    private static boolean isNamed(User user, MemberGoal goal) {
        return user.userName().equalsIgnoreCase(goal.attributes().userName());
    }
}
