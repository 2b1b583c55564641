package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.directory.User;
import dev.kirooperator.directory.UserAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who a user is for several members: its name and e-mail address, which say whose account it is and where a password is mailed, change only
 * as all of them ask. Letters' case does not count. Pure.
 */
final class SharedIdentity {

    private SharedIdentity() {}

    /** Whether a user of these attributes would be the same person's. */
    static boolean isSame(UserAttributes wanted, UserAttributes current) {
        return isSameName(wanted, current) && isSameEmail(wanted, current);
    }

    /**
     * The other members that stand for the user and do not ask for what this one would change of its identity, in order. Who asks in vain
     * to adopt it has no say.
     */
    static List<ObjectKey> objecting(MemberRun run, User user) {
        UserAttributes wanted = run.goal().attributes();
        return Stream.concat(
                        run.recordedPeers(user.id()).stream(),
                        run.peersOf(user).stream()
                                .filter(peer -> !MemberGoal.of(peer).adopt()))
                .filter(peer -> objects(attributes(peer), wanted, user.attributes()))
                .map(ObjectKey::of)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether the owner of the user asks for the same name as this member, so that the user is about to have it. */
    static boolean isBeingRenamed(MemberRun run, User user) {
        return run.recordedPeers(user.id()).stream()
                .filter(MemberRun::owns)
                .map(SharedIdentity::attributes)
                .anyMatch(owner -> isSameName(run.goal().attributes(), owner));
    }

    private static boolean objects(UserAttributes peer, UserAttributes wanted, UserAttributes current) {
        return (!isSameName(wanted, current) && !isSameName(wanted, peer))
                || (!isSameEmail(wanted, current) && !isSameEmail(wanted, peer));
    }

    private static UserAttributes attributes(KiroMember member) {
        return MemberGoal.of(member).attributes();
    }

    private static boolean isSameName(UserAttributes wanted, UserAttributes other) {
        return wanted.userName().equalsIgnoreCase(other.userName());
    }

    private static boolean isSameEmail(UserAttributes wanted, UserAttributes other) {
        return wanted.email()
                .filter(email -> other.email().filter(email::equalsIgnoreCase).isEmpty())
                .isEmpty();
    }
}
