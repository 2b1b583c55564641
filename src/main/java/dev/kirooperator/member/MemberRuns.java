package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.TeamMembershipStatus;
import dev.kirooperator.aws.Urgency;
import dev.kirooperator.converge.Connection;
import dev.kirooperator.converge.Guest;
import dev.kirooperator.converge.MemberGoal;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.ReconcileRequest;
import dev.kirooperator.converge.SyncSettings;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Gathers what a reconcile of a member needs to know from the cluster and the configuration. */
final class MemberRuns {

    private final MemberIndex index;
    private final SyncSettings settings;
    private final Clock clock;

    MemberRuns(MemberIndex index, SyncSettings settings, Clock clock) {
        this.index = index;
        this.settings = settings;
        this.clock = clock;
    }

    MemberRun start(
            KiroMember member,
            MemberGoal goal,
            List<NamedTeam> teams,
            Connection connection,
            Progress progress,
            MemberStatusBuilder status) {
        progress.explainWith(connection::explain);
        Optional<String> lastHandled =
                Optional.ofNullable(member.getStatus()).map(KiroMemberStatus::lastHandledReconcileAt);
        return new MemberRun(
                member,
                goal,
                teams,
                index.peers(member, progress.now()),
                connection,
                ReconcileRequest.freshness(member, lastHandled, settings.maxAge(), clock),
                progress,
                status);
    }

    Progress progress(KiroMember member) {
        return new Progress(
                member.getStatus() == null ? null : member.getStatus().conditions(),
                member.getMetadata().getGeneration(),
                clock.instant(),
                settings.nextSync(Objects.requireNonNull(member.getMetadata().getUid())));
    }

    /** A member in the line of its first team, or of its namespace. */
    Guest guest(KiroMember member) {
        MemberGoal goal = MemberGoal.of(member);
        return new Guest(
                goal.key(),
                index.connection(member),
                goal.teams().stream()
                        .findFirst()
                        .map(ObjectKey::toString)
                        .orElse(goal.key().namespace()),
                losesSomething(member, goal) ? Urgency.LEAVING : staying(member));
    }

    private static Urgency staying(KiroMember member) {
        Optional<KiroMemberStatus> status = Optional.ofNullable(member.getStatus());
        return ReconcileRequest.urgency(
                member,
                status.map(KiroMemberStatus::observedGeneration),
                status.map(KiroMemberStatus::lastHandledReconcileAt));
    }

    /** Whether the manifest takes something away that the status says the member has: a team, an individual seat, all at its end. */
    private boolean losesSomething(KiroMember member, MemberGoal goal) {
        Optional<KiroMemberStatus> status = Optional.ofNullable(member.getStatus());
        boolean losesSeat = goal.plan().isEmpty()
                && goal.teams().isEmpty()
                && status.map(KiroMemberStatus::seat)
                        .filter(seat -> seat.individualPlan() != null)
                        .isPresent();
        boolean losesTeam = status.map(KiroMemberStatus::teams).orElse(List.of()).stream()
                .map(MemberRuns::key)
                .anyMatch(team -> !goal.teams().contains(team));
        return member.isMarkedForDeletion() || losesSeat || losesTeam || goal.isExpired(clock.instant());
    }

    private static ObjectKey key(TeamMembershipStatus recorded) {
        return new ObjectKey(recorded.namespace(), recorded.name());
    }
}
