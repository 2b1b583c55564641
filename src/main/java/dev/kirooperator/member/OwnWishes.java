package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.Seniority;
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

    /** The plan that this object would want if the operator wrote for the teams that are only observed too. */
    static Optional<Plan> planned(MemberRun run) {
        return highest(Stream.concat(
                run.goal().plan().stream(),
                run.teams().stream()
                        .filter(team -> team.isObserved() || team.isActive())
                        .flatMap(team -> team.goal().flatMap(TeamGoal::memberPlan).stream())));
    }

    /** The plan that other members of the same user have asked the same Kiro profile for. */
    static Optional<Plan> ofPeers(MemberRun run, User user) {
        return highest(sharing(run, user).flatMap(peer -> asked(peer).stream()));
    }

    /** Whether another member needs an assignment of the user itself: one that has asked for it, or that is about to. */
    static boolean isNeededByPeers(MemberRun run, User user) {
        return ofPeers(run, user).isPresent() || run.heirs(user).stream().anyMatch(heir -> isAboutToAsk(run, heir));
    }

    /** Of an heir's teams only those are known that this member names too; one whose teams may not exist asks for nothing. */
    private static boolean isAboutToAsk(MemberRun run, KiroMember heir) {
        MemberGoal goal = MemberGoal.of(heir);
        List<TeamGoal> teams = run.teams().stream()
                .filter(team -> goal.teams().contains(team.key()) && team.isActive())
                .flatMap(team -> team.goal().stream())
                .toList();
        boolean asks = goal.plan().isPresent() && (goal.teams().isEmpty() || !teams.isEmpty());
        return asks || teams.stream().anyMatch(team -> team.memberPlan().isPresent());
    }

    /** Whether it is this member that asks AWS for the user's seat: of several, the one with the highest plan, and the oldest of these. */
    static boolean isSender(MemberRun run, User user, Optional<Plan> own) {
        Optional<Plan> byPeers = ofPeers(run, user);
        int rank = byPeers.isEmpty()
                ? 1
                : own.map(plan -> plan.compareTo(byPeers.get())).orElse(-1);
        return rank > 0
                || (rank == 0
                        && sharing(run, user)
                                .filter(peer -> asked(peer).equals(byPeers))
                                .noneMatch(peer -> Seniority.OLDEST_FIRST.compare(peer, run.member()) < 0));
    }

    private static Stream<KiroMember> sharing(MemberRun run, User user) {
        return run.recordedPeers(user.id()).stream().filter(peer -> sharesSeats(run, peer));
    }

    private static boolean sharesSeats(MemberRun run, KiroMember peer) {
        return Optional.ofNullable(peer.getStatus())
                .map(KiroMemberStatus::user)
                .flatMap(user -> Optional.ofNullable(user.connection()))
                .filter(run.connection()::sharesSeatsWith)
                .isPresent();
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
