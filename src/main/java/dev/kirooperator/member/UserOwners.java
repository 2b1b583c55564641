package dev.kirooperator.member;

import static java.util.Comparator.comparing;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.directory.User;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Which of several {@code KiroMember}s owns a user: those on record as its owner come before those that only ask to adopt it, then the
 * older one comes first, then the one whose namespace and name do. All of them see the same order, so that one of them writes the user
 * and the others do not, also when a status says what it should not, and before any status says anything.
 */
final class UserOwners {

    private static final Comparator<Claim> ORDER =
            comparing(Claim::onlyAsks).thenComparing(Claim::createdAt).thenComparing(Claim::key);

    private final BiPredicate<KiroMember, String> mayAdopt;

    /**
     * Makes the judge.
     *
     * @param mayAdopt whether a member asks to adopt users of a connection, and would get them
     */
    UserOwners(BiPredicate<KiroMember, String> mayAdopt) {
        this.mayAdopt = mayAdopt;
    }

    private record Claim(boolean onlyAsks, Instant createdAt, ObjectKey key) {

        static Claim of(KiroMember member, boolean onlyAsks) {
            return new Claim(
                    onlyAsks, Instant.parse(member.getMetadata().getCreationTimestamp()), ObjectKey.of(member));
        }
    }

    /**
     * The other member that owns the user, if this one comes after it.
     *
     * @param origin how this one came by the user
     */
    Optional<ObjectKey> before(MemberRun run, User user, Origin origin) {
        Claim own = Claim.of(run.member(), !UserPlanner.owns(run.goal(), origin));
        return run.peers().stream()
                .flatMap(peer -> claim(run, peer, user).stream())
                .min(ORDER)
                .filter(first -> ORDER.compare(first, own) < 0)
                .map(Claim::key);
    }

    private Optional<Claim> claim(MemberRun run, KiroMember peer, User user) {
        Optional<UserStatus> recorded = MemberRun.userOf(peer);
        Optional<String> recordedId = recorded.flatMap(r -> Optional.ofNullable(r.id()));
        boolean isOnRecord = recordedId.filter(user.id()::equals).isPresent();
        boolean owns = isOnRecord
                && recorded.flatMap(r -> Optional.ofNullable(r.origin()))
                        .filter(origin -> UserPlanner.owns(MemberGoal.of(peer), origin))
                        .isPresent();
        boolean means =
                isOnRecord || (recordedId.isEmpty() && MemberGoal.userName(peer).equalsIgnoreCase(user.userName()));
        return owns || (means && mayAdopt.test(peer, run.connection().name()))
                ? Optional.of(Claim.of(peer, !owns))
                : Optional.empty();
    }
}
