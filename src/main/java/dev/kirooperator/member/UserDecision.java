package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.directory.User;
import dev.kirooperator.directory.UserAttributes;
import dev.kirooperator.guard.Verdict;

/** What is to be done about a member's user. */
sealed interface UserDecision {

    /** No such user: create it. */
    record Create(UserAttributes attributes) implements UserDecision {}

    /** The user is the member's and differs. */
    record Update(User current, UserAttributes attributes, Origin origin) implements UserDecision {}

    /** The user is as specified, or only referenced. */
    record Use(User user, Origin origin) implements UserDecision {}

    /** There is no user that the member may have. */
    record Refuse(Verdict verdict) implements UserDecision {}
}
