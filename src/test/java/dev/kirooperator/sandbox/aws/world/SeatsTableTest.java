package dev.kirooperator.sandbox.aws.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a seat follows from its grants. */
class SeatsTableTest {
    private static final String USER = "user";
    private static final Principal OWN = Principal.user(USER);
    private static final Principal GROUP = Principal.group("group");
    private static final Principal OTHER_GROUP = Principal.group("other");

    private final Seats seats = new Seats(new Ids(1));

    @ParameterizedTest
    @CsvSource({
        "PRO, PRO, PRO",
        "PRO, POWER, POWER",
        "POWER, PRO, POWER",
        "PRO_MAX, PRO_PLUS, PRO_MAX",
        "LEGACY, PRO, PRO",
        "POWER, PRO_MAX, POWER",
    })
    void theHighestPlanWins(Plan first, Plan second, Plan expected) {
        seats.grant(USER, GROUP, first);
        seats.grant(USER, OTHER_GROUP, second);

        assertThat(seats.find(USER))
                .hasValueSatisfying(seat -> assertThat(seat.type()).isEqualTo(expected));
    }

    @Test
    void theOriginFollowsTheGrants() {
        seats.grant(USER, OWN, Plan.PRO);
        assertThat(origin()).isEqualTo(Seat.Origin.INDIVIDUAL);
        seats.grant(USER, GROUP, Plan.PRO);
        assertThat(origin()).isEqualTo(Seat.Origin.INDIVIDUAL_AND_GROUP);
        seats.revoke(USER, OWN, false);
        assertThat(origin()).isEqualTo(Seat.Origin.GROUP);
        assertThat(seats.holders(GROUP)).containsExactly(USER);
        assertThat(seats.holders(OWN)).isEmpty();
    }

    @Test
    void downgradeThenUpgradeWithinTheMonthKeepsTheHigherInForce() {
        seats.grant(USER, OWN, Plan.PRO_MAX);
        seats.signIn(seat(), Instant.EPOCH);
        seats.grant(USER, OWN, Plan.PRO);
        seats.grant(USER, OWN, Plan.PRO_PLUS);

        assertThat(seat().type()).isEqualTo(Plan.PRO_PLUS);
        assertThat(seat().activated()).contains(Plan.PRO_MAX);
        seats.turnMonth();
        assertThat(seat().activated()).contains(Plan.PRO_PLUS);
    }

    @Test
    void onlyTheLastGrantsEndEndsTheSeat() {
        seats.grant(USER, OWN, Plan.PRO);
        seats.grant(USER, GROUP, Plan.PRO);
        seats.signIn(seat(), Instant.EPOCH);

        seats.revoke(USER, GROUP, false);
        assertThat(seat().status()).isEqualTo(Seat.Status.ACTIVE);
        seats.revoke(USER, OWN, false);
        assertThat(seat().status()).isEqualTo(Seat.Status.CANCELLED);
        seats.revoke(USER, OWN, false);
        assertThat(seat().status()).isEqualTo(Seat.Status.CANCELLED);
        seats.turnMonth();
        assertThat(seats.all()).isEmpty();
    }

    @Test
    void revokingAllCancelsUsedSeatsAndDropsUnusedOnes() {
        seats.grant(USER, OWN, Plan.PRO);
        seats.signIn(seat(), Instant.EPOCH);
        seats.grant("unused", GROUP, Plan.PRO);

        seats.revokeAll(false);

        assertThat(List.copyOf(seats.all())).singleElement().satisfies(seat -> {
            assertThat(seat.userId()).isEqualTo(USER);
            assertThat(seat.status()).isEqualTo(Seat.Status.CANCELLED);
        });
    }

    private Seat seat() {
        return seats.find(USER).orElseThrow();
    }

    private Seat.Origin origin() {
        return seat().origin();
    }
}
