package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatSnapshot;
import dev.kirooperator.seat.SeatStatus;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the seats of a team's joined members say of the team. Pure.
 *
 * @param withoutOwn how many have no seat of their own
 * @param inNoOtherTeam ids of the users that the manifests put into no other team
 */
record TeamSeats(long withoutOwn, Set<String> inNoOtherTeam) {

    static TeamSeats of(Collection<KiroMember> members, SeatSnapshot snapshot, Set<String> joined) {
        Map<String, KiroMember> byUser = members.stream()
                .filter(member -> userId(member).filter(joined::contains).isPresent())
                .collect(Collectors.toMap(member -> userId(member).orElseThrow(), member -> member, (a, b) -> a));
        long withoutOwn = joined.stream()
                .filter(Predicate.not(id -> hasOwn(snapshot.seat(id), Optional.ofNullable(byUser.get(id)))))
                .count();
        return new TeamSeats(
                withoutOwn,
                byUser.entrySet().stream()
                        .filter(entry -> MemberGoal.teams(entry.getValue()).size() == 1)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a user without a {@code KiroMember} of the team has a seat that does not come from a group alone. */
    static boolean hasOwn(Optional<Seat> seat) {
        return hasOwn(seat, Optional.empty());
    }

    /** Where AWS does not tell what a seat rests on, an individual assignment that was asked for and answered counts. */
    private static boolean hasOwn(Optional<Seat> seat, Optional<KiroMember> member) {
        boolean asked = member.map(KiroMember::getStatus)
                .map(KiroMemberStatus::seat)
                .map(MemberSeatStatus::individualPlan)
                .isPresent();
        return seat.filter(s -> s.status() == SeatStatus.PENDING || s.status() == SeatStatus.ACTIVE)
                .filter(s -> switch (s.source()) {
                    case INDIVIDUAL, INDIVIDUAL_AND_GROUP -> true;
                    case GROUP -> false;
                    case UNKNOWN -> asked;
                })
                .isPresent();
    }

    private static Optional<String> userId(KiroMember member) {
        return Optional.ofNullable(member.getStatus())
                .map(KiroMemberStatus::user)
                .map(UserStatus::id);
    }
}
