package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.Connection;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.directory.DirectorySnapshot;
import dev.kirooperator.guard.TenancyRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One reconcile of one member, as its phases see it.
 *
 * @param teams the teams that the manifest names, in its order
 * @param peers other members that stay and may stand for the same user
 * @param maxAge how old a snapshot may be
 */
record MemberRun(
        KiroMember member,
        MemberGoal goal,
        List<NamedTeam> teams,
        List<KiroMember> peers,
        Connection connection,
        Duration maxAge,
        Progress progress,
        MemberStatusBuilder status) {

    String uid() {
        return Objects.requireNonNull(member.getMetadata().getUid());
    }

    boolean isExpired() {
        return goal.isExpired(progress.now());
    }

    DirectorySnapshot snapshot() {
        return connection.directory().snapshot(maxAge);
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

    Optional<String> annotation(String key) {
        return Optional.ofNullable(member.getMetadata().getAnnotations())
                .flatMap(annotations -> Optional.ofNullable(annotations.get(key)));
    }

    /** What the guards are asked before anything is written for the member. */
    TenancyRequest tenancyRequest() {
        return goal.tenancyRequest(connection.name());
    }

    /** Other members that stand for the user. */
    List<KiroMember> peersOf(String userId) {
        return peers.stream()
                .filter(peer -> Optional.ofNullable(peer.getStatus())
                        .map(KiroMemberStatus::user)
                        .filter(user -> userId.equals(user.id()))
                        .isPresent())
                .toList();
    }

    /** Whether another member keeps the user in a team. */
    boolean isKeptIn(ObjectKey team, String userId) {
        return peersOf(userId).stream().anyMatch(peer -> MemberGoal.teams(peer).contains(team));
    }
}
