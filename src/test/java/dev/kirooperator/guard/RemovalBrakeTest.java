package dev.kirooperator.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemovalBrakeTest {

    private static final String HASH = "5f2c";

    private static Optional<Verdict> check(RemovalBrake brake, int removals, int size) {
        return brake.check(removals, size, new Consent(Optional.empty(), HASH));
    }

    @ParameterizedTest(name = "{2} of {3} with at most {0} and {1} %: held {4}")
    @CsvSource({
        "5, 10,  0,    0, false",
        "5, 10,  0,  100, false",
        "5, 10,  1,    1, false",
        "5, 10,  1,    2, false",
        "5, 10,  2,    2, true",
        "5, 10,  2,   19, true",
        "5, 10,  2,   20, false",
        "5, 10,  2,   21, false",
        "5, 10,  5,   50, false",
        "5, 10,  5,   49, true",
        "5, 10,  6, 1000, true",
        "5, 10,  5, 1000, false",
        "5, 100, 2,    2, true",
        "5, 100, 4,    5, false",
        "5, 100, 5,    5, true",
        "5, 100, 5,    6, false",
        "0, 100, 1,  100, true",
        "9, 0,   1,  100, false",
        "9, 0,   2,  100, true",
        "100000, 100, 50000, 100000, false",
    })
    void removalsThatLookLikeAnAccidentAreHeldBack(int max, int percent, int removals, int size, boolean held) {
        assertThat(check(new RemovalBrake(max, percent), removals, size).isPresent())
                .isEqualTo(held);
    }

    @Test
    void theVerdictSaysHowManyWhatTheLimitsAreAndHowToApprove() {
        assertThat(check(new RemovalBrake(5, 10), 6, 40)).hasValueSatisfying(verdict -> {
            assertThat(verdict.reason()).isEqualTo(Reason.REMOVAL_HELD_BACK);
            assertThat(verdict.message())
                    .contains("6 of 40", "at most 5", "at most 10 %", "kiro-operator.dev/approve-plan: 5f2c");
        });
    }

    @ForManySeeds
    void removingMoreOfTheSameGroupIsNeverEasier(long seed) {
        Gen gen = new Gen(seed);
        RemovalBrake brake = new RemovalBrake(gen.below(10), gen.below(101));
        int size = gen.between(2, 60);
        int removals = gen.between(1, size - 1);

        if (check(brake, removals, size).isPresent()) {
            assertThat(check(brake, removals + 1, size)).isPresent();
        } else {
            assertThat(removals).isLessThanOrEqualTo(brake.maxRemovals());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-5, 10, 'kiro.guard.max-removals: expected a number from 0, found -5'",
        "5, -1, 'kiro.guard.max-removal-percent: expected a number from 0 to 100, found -1'",
        "5, 1000, 'kiro.guard.max-removal-percent: expected a number from 0 to 100, found 1000'"
    })
    void aLimitThatCannotBeIsRefused(int max, int percent, String message) {
        assertThatThrownBy(() -> new RemovalBrake(max, percent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void theLimitsThemselvesAreAllowed() {
        assertThat(check(new RemovalBrake(0, 0), 1, 10)).isPresent();
        assertThat(check(new RemovalBrake(10, 100), 9, 10)).isEmpty();
    }
}
