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
     * What keeps a user from being deleted whose object's policy wants that.
     *
     * @param origin how the object came by the user
     * @return empty when the user may be deleted
     */
    static Optional<Finding> obstacle(MemberRun run, User user, Origin origin) {
        if (!UserPlanner.owns(run.goal(), origin)) {
            return Optional.of(kept(
                    user,
                    "this object only referenced it. Where nobody needs it any more, delete it in the AWS console; where an "
                            + "object is to own such a user, give it spec.adopt: true"));
        }
        if (user.issuer().isPresent()) {
            return Optional.of(kept(user, "an identity provider feeds it. Remove the person there"));
        }
        return run.peersOf(user.id()).stream()
                .map(ObjectKey::of)
                .sorted()
                .findFirst()
                .map(peer -> kept(
                        user,
                        "KiroMember " + peer
                                + " stands for it too. That object only references it and will not delete it "
                                + "either, unless it has spec.adopt: true and spec.deletionPolicy: Delete by then"));
    }

    private static Finding kept(User user, String why) {
        return Finding.stalled(
                Reason.USER_KEPT, "User " + user.id() + " stays, though spec.deletionPolicy is Delete: " + why);
    }
}
