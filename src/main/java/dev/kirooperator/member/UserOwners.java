package dev.kirooperator.member;

import static java.util.Comparator.comparing;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Seniority;
import dev.kirooperator.directory.User;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Which of several {@code KiroMember}s owns a user: those on record as its owner come before those that only ask to adopt it, then the
 * older one comes first, then the one whose namespace and name do. All of them see the same order, so that one of them writes the user
 * and the others do not, also before any status says anything.
 */
final class UserOwners {

    private static final Comparator<Claim> ORDER =
            comparing(Claim::onlyAsks).thenComparing(Claim::member, Seniority.OLDEST_FIRST);

    private final BiPredicate<KiroMember, String> mayAdopt;

    /**
     * Makes the judge.
     *
     * @param mayAdopt whether a member asks to adopt users of a connection, and would get them
     */
    UserOwners(BiPredicate<KiroMember, String> mayAdopt) {
        this.mayAdopt = mayAdopt;
    }

    private record Claim(boolean onlyAsks, KiroMember member) {}

    /**
     * The other member that owns the user, if this one comes after it.
     *
     * @param origin how this one came by the user
     */
    Optional<ObjectKey> before(MemberRun run, User user, Origin origin) {
        Claim own = new Claim(!UserPlanner.owns(run.goal(), origin), run.member());
        return run.peers().stream()
                .flatMap(peer -> claim(run, peer, user).stream())
                .min(ORDER)
                .filter(first -> ORDER.compare(first, own) < 0)
                .map(first -> ObjectKey.of(first.member()));
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
                ? Optional.of(new Claim(!owns, peer))
                : Optional.empty();
    }
}
