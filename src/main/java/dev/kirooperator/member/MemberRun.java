package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.Connection;
import dev.kirooperator.converge.Freshness;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.directory.DirectorySnapshot;
import dev.kirooperator.directory.User;
import dev.kirooperator.guard.TenancyRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One reconcile of one member, as its phases see it.
 *
 * @param teams the teams that the manifest names, in its order
 * @param peers other members that stay and may stand for the same user
 * @param freshness how old a snapshot may be
 */
record MemberRun(
        KiroMember member,
        MemberGoal goal,
        List<NamedTeam> teams,
        List<KiroMember> peers,
        Connection connection,
        Freshness freshness,
        Progress progress,
        MemberStatusBuilder status) {

    String uid() {
        return Objects.requireNonNull(member.getMetadata().getUid());
    }

    boolean isExpired() {
        return goal.isExpired(progress.now());
    }

    Duration maxAge() {
        return freshness.maxAge();
    }

    DirectorySnapshot snapshot() {
        return connection.directory().snapshot(maxAge());
    }

    Optional<UserStatus> recordedUser() {
        return userOf(member);
    }

    /** The user on a member's record. */
    static Optional<UserStatus> userOf(KiroMember member) {
        return Optional.ofNullable(member.getStatus()).map(KiroMemberStatus::user);
    }

    List<TeamMembershipStatus> recordedTeams() {
        return Optional.ofNullable(member.getStatus())
                .map(KiroMemberStatus::teams)
                .orElse(List.of());
    }

    /** What the guards are asked before anything is written for the member. */
    TenancyRequest tenancyRequest() {
        return goal.tenancyRequest(connection.name());
    }

    /** Other members that have the user on record. */
    List<KiroMember> recordedPeers(String userId) {
        return peers.stream()
                .filter(peer -> recordedId(peer).filter(userId::equals).isPresent())
                .toList();
    }

    /** Other members that stand for the user: those that have it on record, and those that have none yet and ask for its name. */
    List<KiroMember> peersOf(User user) {
        return Stream.concat(recordedPeers(user.id()).stream(), newcomers(user)).toList();
    }

    /**
     * Other members without a user that get this one at their next look. Who asks to adopt it does not while another owns it, and
     * perhaps never: what is kept for such a one nobody would end.
     */
    List<KiroMember> heirs(User user) {
        boolean isGoing = member.isMarkedForDeletion() || isExpired();
        boolean isFree = isGoing && recordedPeers(user.id()).stream().noneMatch(MemberRun::owns);
        return newcomers(user)
                .filter(peer -> isFree || !MemberGoal.of(peer).adopt())
                .toList();
    }

    /** Whether another member keeps the user in a team. */
    boolean isKeptIn(ObjectKey team, User user) {
        return Stream.concat(recordedPeers(user.id()).stream(), heirs(user).stream())
                .anyMatch(peer -> MemberGoal.teams(peer).contains(team));
    }

    private Stream<KiroMember> newcomers(User user) {
        return peers.stream()
                .filter(peer ->
                        recordedId(peer).isEmpty() && MemberGoal.userName(peer).equalsIgnoreCase(user.userName()));
    }

    /** Whether a member owns the user on its record. */
    static boolean owns(KiroMember peer) {
        return userOf(peer)
                .flatMap(user -> Optional.ofNullable(user.origin()))
                .filter(origin -> UserPlanner.owns(MemberGoal.of(peer), origin))
                .isPresent();
    }

    private static Optional<String> recordedId(KiroMember peer) {
        return userOf(peer).flatMap(user -> Optional.ofNullable(user.id()));
    }
}
