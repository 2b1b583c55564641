package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.converge.TeamGoal;
import dev.kirooperator.directory.User;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The plans that a user itself is to be assigned. Pure. */
final class OwnWishes {

    private OwnWishes() {}

    /** The plan that this object wants the user itself to be assigned; a team that must not be written for changes nothing. */
    static Optional<Plan> of(MemberRun run, List<NamedTeam> teams) {
        return highest(Stream.concat(
                run.goal().plan().stream(), teams.stream().flatMap(team -> ofTeam(run, team).stream())));
    }

    /** The plan that other members of the same user have asked AWS for. */
    static Optional<Plan> ofPeers(MemberRun run, User user) {
        return highest(run.peersOf(user.id()).stream().flatMap(peer -> asked(peer).stream()));
    }

    static Optional<Plan> highest(Stream<Plan> plans) {
        return plans.max(Comparator.naturalOrder());
    }

    private static Optional<Plan> ofTeam(MemberRun run, NamedTeam team) {
        Optional<Plan> plan = team.goal().flatMap(TeamGoal::memberPlan);
        return team.isActive() ? plan : plan.flatMap(p -> run.status().individualPlan());
    }

    private static Optional<Plan> asked(KiroMember member) {
        return Optional.ofNullable(member.getStatus())
                .map(KiroMemberStatus::seat)
                .map(MemberSeatStatus::individualPlan);
    }
}
