package dev.kirooperator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.converge.PrincipalPlanner.Recorded;
import dev.kirooperator.converge.PrincipalPlanner.Step;
import dev.kirooperator.converge.PrincipalPlanner.Wanted;
import dev.kirooperator.seat.Months;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrincipalPlannerTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Wanted A_PRO = new Wanted("a", Plan.PRO);

    private static Step next(Wanted wanted, String id, Plan plan) {
        return PrincipalPlanner.next(Optional.of(wanted), Optional.of(new Recorded(id, plan, Optional.empty())), NOW);
    }

    private static Step afterRefusal(Plan plan, Instant heldUntil) {
        return PrincipalPlanner.next(
                Optional.of(A_PRO), Optional.of(new Recorded("a", plan, Optional.of(heldUntil))), NOW);
    }

    @Test
    void nothingWantedAndNothingRecordedIsNothingToDo() {
        assertThat(PrincipalPlanner.next(Optional.empty(), Optional.empty(), NOW))
                .isEqualTo(new Step.Nothing());
    }

    @Test
    void whatIsWantedIsAskedForOnce() {
        assertThat(PrincipalPlanner.next(Optional.of(A_PRO), Optional.empty(), NOW))
                .isEqualTo(new Step.Create(A_PRO));
        assertThat(next(A_PRO, "a", Plan.PRO)).isEqualTo(new Step.Taken(A_PRO));
    }

    @Test
    void anotherPlanIsAnUpdate() {
        assertThat(next(A_PRO, "a", Plan.POWER)).isEqualTo(new Step.Update(A_PRO));
    }

    @Test
    void anotherPrincipalGivesTheOldOneBackFirst() {
        assertThat(next(A_PRO, "b", Plan.PRO)).isEqualTo(new Step.GiveBack("b"));
    }

    @Test
    void whatIsNotWantedAnyMoreIsGivenBackEvenWhileItIsHeld() {
        assertThat(PrincipalPlanner.next(
                        Optional.empty(),
                        Optional.of(new Recorded("a", Plan.PRO, Optional.of(NOW.plusSeconds(9)))),
                        NOW))
                .isEqualTo(new Step.GiveBack("a"));
    }

    @Test
    void whatAwsRefusedIsHeldAndThenAskedForAnew() {
        assertThat(afterRefusal(Plan.PRO, NOW.plusSeconds(1))).isEqualTo(new Step.Hold(A_PRO, NOW.plusSeconds(1)));
        assertThat(afterRefusal(Plan.PRO, NOW)).isEqualTo(new Step.Create(A_PRO));
        assertThat(afterRefusal(Plan.POWER, NOW.plusSeconds(1))).isEqualTo(new Step.Create(A_PRO));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T12:00:00Z, 2026-11-25T13:00:00Z",
        "2026-11-30T23:30:00Z, 2026-12-01T00:00:00Z",
        "2026-11-30T23:00:00Z, 2026-12-01T00:00:00Z"
    })
    void aRefusalIsHeldForAnHourOrUntilTheMonthTurns(Instant refusedAt, Instant until) {
        assertThat(Months.holdUntil(refusedAt)).isEqualTo(until);
    }
}
