package dev.kirooperator.team;

import static java.util.Comparator.comparing;

import dev.kirooperator.converge.ObjectKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Says which team pays for a user's seat. Pure.
 *
 * <p>A seat is charged whole to one team, so that the teams' costs add up to the bill: to the one with the highest plan among the teams
 * that the user is in, and among equals to the oldest. A team without a plan pays only where no other does. Who has left every group
 * stays on the account of the team that paid last.
 */
final class CostShare {

    private static final Comparator<TeamAccount> FIRST_TO_PAY = comparing(
                    (TeamAccount team) -> team.plan().map(Enum::ordinal).orElse(-1))
            .reversed()
            .thenComparing(TeamAccount::createdAt)
            .thenComparing(TeamAccount::key);

    private CostShare() {}

    /** The team that pays for a user; empty when none of these teams has anything to do with the user. */
    static Optional<ObjectKey> payer(String userId, Collection<TeamAccount> teams) {
        return first(teams.stream()
                        .filter(team -> team.inGroup().contains(userId))
                        .toList())
                .or(() -> first(teams.stream()
                        .filter(team -> team.left().contains(userId))
                        .toList()));
    }

    private static Optional<ObjectKey> first(List<TeamAccount> teams) {
        return teams.stream().min(FIRST_TO_PAY).map(TeamAccount::key);
    }
}
