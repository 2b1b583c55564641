package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.api.v1alpha1.TeamState;
import dev.kirooperator.api.v1alpha1.UserStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what a member's status knows to be at AWS, without personal data. Pure. */
final class LeftBehind {

    private LeftBehind() {}

    static String of(KiroMember member) {
        Optional<KiroMemberStatus> status = Optional.ofNullable(member.getStatus());
        String user = status.map(KiroMemberStatus::user)
                .map(UserStatus::id)
                .map(id -> "User " + id)
                .orElse("A user, if one was just created,");
        List<TeamMembershipStatus> teams = status.map(KiroMemberStatus::teams).orElse(List.of());
        String groups = teams.stream()
                .filter(team -> team.state() == TeamState.JOINED)
                .map(team -> Objects.requireNonNullElse(team.groupId(), "of " + team.namespace() + "/" + team.name()))
                .collect(Collectors.joining(", "));
        String plan = status.map(KiroMemberStatus::seat)
                .map(MemberSeatStatus::individualPlan)
                .map(individual -> ", with an individual seat on the plan " + individual.label())
                .orElse("");
        return user + " stays"
                + (groups.isEmpty() ? "" : " in group " + groups + " (which an Exclusive team ends by itself)") + plan;
    }
}
