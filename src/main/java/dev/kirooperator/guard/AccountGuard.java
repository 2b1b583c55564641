package dev.kirooperator.guard;

import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.directory.AccountAccess;
import dev.kirooperator.directory.Group;
import java.util.Optional;

/**
 * Keeps hands off groups and users that open AWS accounts. Who gets into such a group gets into the accounts, so a manifest that lets people in
 * would be a way to rights that nobody gave its author.
 */
public final class AccountGuard {

    private AccountGuard() {}

    /**
     * Makes sure that a group has no account assignment.
     *
     * @param proven whether the group is known to be the operator's already. Where AWS does not tell, work on such a group goes on: it
     *     was made without any assignment, or looked at when it was adopted
     */
    public static Optional<Verdict> check(Group group, AccountAccess access, boolean proven) {
        if (access instanceof AccountAccess.Held) {
            return Optional.of(refused(named(group)
                    + " has AWS account assignments: who is in it gets into AWS accounts, so it is never managed. Nobody joins, and "
                    + "nothing of it is written. Take its permission sets away in Identity Center, or choose another "
                    + "spec.group.displayName"));
        }
        if (access instanceof AccountAccess.Untold untold && !proven) {
            return Optional.of(refused(named(group)
                    + " is not adopted, since AWS does not tell whether it has account assignments: " + untold.why()
                    + ". Give the operator's role sso:ListAccountAssignmentsForPrincipal, in the account that owns the instance; for "
                    + "an account instance, which has no assignments, set identity-center.account-assignments of this connection "
                    + "to none"));
        }
        return Optional.empty();
    }

    /**
     * Makes sure that nobody writes the name or the e-mail address of an adopted user who gets into AWS accounts: whoever may, gets in as
     * that person. Where AWS does not tell, the rule that lets the namespace adopt users decides alone.
     */
    public static Optional<Verdict> checkUser(String userId, AccountAccess access) {
        return access instanceof AccountAccess.Held
                ? Optional.of(refused("User " + userId
                        + " has AWS account assignments, and this object did not create it, so its user name and e-mail address are "
                        + "not written: whoever sets them could get into AWS accounts as that person. Set spec.userName and "
                        + "spec.email to what Identity Center has, or change them there first, or remove spec.adopt to "
                        + "reference the user"))
                : Optional.empty();
    }

    private static Verdict refused(String message) {
        return new Verdict(Reason.TARGET_NOT_ALLOWED, message);
    }

    private static String named(Group group) {
        return "Group \"" + group.displayName() + "\" (" + group.id() + ")";
    }
}
