package dev.kirooperator.team;

import dev.kirooperator.api.v1alpha1.GroupStatus;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.converge.Connection;
import dev.kirooperator.converge.Freshness;
import dev.kirooperator.converge.ObjectKey;
import dev.kirooperator.converge.Progress;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.converge.TeamGoal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One reconcile of one team, as its phases see it.
 *
 * @param members every {@code KiroMember} that names the team
 * @param olderAdopter an older team that adopts the group of the same name
 * @param freshness how old a snapshot may be
 */
record TeamRun(
        KiroTeam team,
        TeamGoal goal,
        List<KiroMember> members,
        Optional<ObjectKey> olderAdopter,
        TeamAccess access,
        Connection connection,
        Freshness freshness,
        Progress progress,
        TeamStatusBuilder status) {

    String uid() {
        return team.getMetadata().getUid();
    }

    Duration maxAge() {
        return freshness.maxAge();
    }

    Optional<GroupStatus> recordedGroup() {
        return Optional.ofNullable(team.getStatus()).map(KiroTeamStatus::group);
    }
}
