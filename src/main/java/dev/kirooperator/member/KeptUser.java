package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.directory.User;
import dev.kirooperator.status.Finding;
import java.util.Optional;

/** Why a user stays at AWS though its object goes. Pure. */
final class KeptUser {

    private KeptUser() {}

    /**
     * What keeps a user from being deleted whose object's policy wants that. One that this operator did not create is never deleted, owned or
     * not.
     *
     * @param origin how the object came by the user
     * @return empty when the user may be deleted
     */
    static Optional<Finding> obstacle(MemberRun run, User user, Origin origin) {
        if (origin != Origin.CREATED) {
            return Optional.of(kept(
                    user,
                    "this object did not create it (status.user.origin was " + origin.label()
                            + "). Where nobody needs it any more, delete it in the AWS console"));
        }
        if (user.issuer().isPresent()) {
            return Optional.of(kept(user, "an identity provider feeds it. Remove the person there"));
        }
        return run.peersOf(user).stream()
                .map(ObjectKey::of)
                .sorted()
                .findFirst()
                .map(peer -> kept(
                        user,
                        "KiroMember " + peer
                                + " stands for it too. That object did not create it and will not delete it either: where "
                                + "nobody needs it any more, delete it in the AWS console"));
    }

    private static Finding kept(User user, String why) {
        return Finding.stalled(
                Reason.USER_KEPT, "User " + user.id() + " stays, though spec.deletionPolicy is Delete: " + why);
    }
}
