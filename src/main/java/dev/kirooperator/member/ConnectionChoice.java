package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.converge.TeamGoal;
import java.util.List;
import java.util.Optional;

/** In which connection's Identity Center a member's user lives. Pure. */
final class ConnectionChoice {

    /** The connection of a member without teams. */
    static final String DEFAULT = "default";

    private ConnectionChoice() {}

    /**
     * The recorded connection, else that of the first team that exists, else {@code default} for a member without teams.
     *
     * @return empty while none of the named teams exists
     */
    static Optional<String> of(KiroMember member, List<NamedTeam> teams) {
        Optional<String> recorded = Optional.ofNullable(member.getStatus())
                .map(KiroMemberStatus::user)
                .map(UserStatus::connection);
        return recorded.or(() -> teams.stream()
                        .flatMap(team -> team.goal().map(TeamGoal::connection).stream())
                        .findFirst())
                .or(() -> teams.isEmpty() ? Optional.of(DEFAULT) : Optional.empty());
    }
}
