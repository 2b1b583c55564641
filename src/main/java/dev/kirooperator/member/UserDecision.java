package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.directory.User;
import dev.kirooperator.directory.UserAttributes;
import dev.kirooperator.guard.Verdict;
import java.util.Optional;

/** What is to be done about a member's user. */
sealed interface UserDecision {

    /** No such user: create it. */
    record Create(UserAttributes attributes) implements UserDecision {}

    /**
     * The user is the member's and differs.
     *
     * @param objection what the manifest asks for in vain, and is not among the attributes
     */
    record Update(User current, UserAttributes attributes, Origin origin, Optional<Verdict> objection)
            implements UserDecision {}

    /**
     * The user is as specified, or only referenced.
     *
     * @param objection what the manifest asks for in vain; nobody loses anything by it
     */
    record Use(User user, Origin origin, Optional<Verdict> objection) implements UserDecision {

        Use(User user, Origin origin) {
            this(user, origin, Optional.empty());
        }
    }

    /** There is no such user yet, and this identity provider will create it. */
    record Wait(String provider) implements UserDecision {}

    /** There is no user that the member may have. */
    record Refuse(Verdict verdict) implements UserDecision {}
}
