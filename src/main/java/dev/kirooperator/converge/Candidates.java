package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.directory.DirectorySnapshot;
import dev.kirooperator.directory.User;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sees the {@code KiroMember}s that name a team as its {@link Candidate}s. */
public final class Candidates {

    private Candidates() {}

    public static List<Candidate> of(
            TeamGoal team, Collection<KiroMember> members, TeamAccess access, DirectorySnapshot snapshot, Instant now) {
        return members.stream()
                .map(member -> new Candidate(
                        ObjectKey.of(member),
                        Instant.parse(member.getMetadata().getCreationTimestamp()),
                        userIds(member, snapshot),
                        access.allows(team, member.getMetadata().getNamespace()).orElse(true),
                        member.isMarkedForDeletion() || MemberGoal.of(member).isExpired(now)))
                .toList();
    }

    private static Set<String> userIds(KiroMember member, DirectorySnapshot snapshot) {
        Optional<String> recorded = Optional.ofNullable(member.getStatus())
                .map(KiroMemberStatus::user)
                .map(UserStatus::id)
                .filter(id -> snapshot.user(id).isPresent());
        Optional<String> named =
                snapshot.userByName(MemberGoal.userName(member)).map(User::id);
        return Stream.of(recorded, named).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }
}
