package dev.kirooperator.converge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.aws.AwsCall;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.status.Finding;
import dev.kirooperator.status.Transition;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration REGULAR = Duration.ofMinutes(10);
    private static final ConditionType ASPECT = ConditionType.SEAT_ASSIGNED;
    private static final Finding DONE = Finding.done(Reason.SYNCED, "done");
    private static final Finding WAITS = Finding.progressing(Reason.PROGRESSING, "waits");
    private static final Finding STALLED = Finding.stalled(Reason.CONFLICT, "stalled");

    private static Progress progress(@Nullable List<Condition> previous, Instant now) {
        return new Progress(previous, 3L, now, REGULAR);
    }

    private static Progress fresh() {
        return progress(null, NOON);
    }

    private static List<Condition> condition(String status, @Nullable Instant since) {
        return List.of(
                new Condition(ASPECT.label(), status, 2L, since == null ? null : since.toString(), "Progressing", "m"));
    }

    private static AwsException failure(AwsFailure failure) {
        return new AwsException(failure);
    }

    private static AwsCall call() {
        return new AwsCall("ListUsers", Optional.of("X"), "m", Optional.empty());
    }

    @Test
    void aFailedCallIsRepeatedWhenItsKindSaysSoHoweverMuchTheAspectIsWatched() {
        Progress progress = fresh();
        progress.reportFailure(ASPECT, failure(new AwsFailure.Denied(call())));
        progress.watch(ASPECT);

        assertThat(progress.next()).isEqualTo(Duration.ofSeconds(10));
        progress.watch(ConditionType.USER_SYNCED);
        assertThat(progress.next()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aStatusOnTheWayKeepsTheConditionsOrSaysThatTheOperatorHasBegun() {
        List<Condition> before = condition("True", NOON);

        assertThat(progress(before, NOON).interim(ASPECT)).isEqualTo(before);
        assertThat(List.of(fresh(), progress(List.of(), NOON)))
                .allSatisfy(progress -> assertThat(progress.interim(ASPECT))
                        .extracting(Condition::type, Condition::status, Condition::observedGeneration)
                        .containsExactly(
                                tuple("Ready", "False", 3L),
                                tuple("Reconciling", "True", 3L),
                                tuple(ASPECT.label(), "False", 3L)));
    }

    @Test
    void anObjectThatIsAsSpecifiedIsLookedAtAgainAtTheRegularTime() {
        Progress progress = fresh();
        progress.report(ASPECT, DONE);

        assertThat(progress.next()).isEqualTo(REGULAR);
        assertThat(progress.isDone(ASPECT)).isTrue();
        assertThat(progress.isDone(ConditionType.USER_SYNCED)).isFalse();
    }

    @ForManySeeds
    void theWorstOfAllFindingsAboutOneAspectStaysInWhateverOrder(long seed) {
        Progress progress = fresh();
        new Gen(seed).shuffled(List.of(DONE, WAITS, STALLED)).forEach(f -> progress.report(ASPECT, f));

        assertThat(progress.conditions()).extracting(Condition::message).containsOnly("stalled");
        assertThat(progress.isDone(ASPECT)).isFalse();
    }

    @Test
    void theFirstOfTwoEquallyBadFindingsStays() {
        Progress progress = fresh();
        progress.report(ASPECT, WAITS);
        progress.report(ASPECT, Finding.progressing(Reason.WAITING_FOR_TEAM, "second"));

        assertThat(progress.conditions()).extracting(Condition::message).containsOnly("waits");
    }

    @Test
    void conditionsCarryTheGenerationAndTheTimeOfThisLook() {
        Progress progress = fresh();
        progress.report(ASPECT, DONE);

        assertThat(progress.conditions())
                .contains(new Condition("SeatAssigned", "True", 3L, "2026-11-25T12:00:00Z", "Synced", "done"));
        assertThat(progress.transitions()).containsExactly(new Transition(false, "Synced", "done"));
    }

    @Test
    void howLongAnAspectIsNotAsSpecifiedIsReadFromItsCondition() {
        Instant since = NOON.minusSeconds(90);

        assertThat(progress(condition("False", since), NOON).elapsed(ASPECT)).isEqualTo(Duration.ofSeconds(90));
        assertThat(progress(condition("True", since), NOON).elapsed(ASPECT)).isZero();
        assertThat(progress(condition("False", null), NOON).elapsed(ASPECT)).isZero();
        assertThat(progress(condition("False", NOON.plusSeconds(5)), NOON).elapsed(ASPECT))
                .isZero();
        assertThat(fresh().elapsed(ASPECT)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "3, 2", "10, 5", "300, 150", "1200, 600", "86400, 600"})
    void whatIsOnItsWayIsLookedAtEverLessOften(long elapsed, long next) {
        Progress progress = progress(condition("False", NOON.minusSeconds(elapsed)), NOON);
        progress.watch(ASPECT);

        assertThat(progress.next()).isEqualTo(Duration.ofSeconds(next));
    }

    @Test
    void theEarliestWishToLookAgainCounts() {
        Progress progress = fresh();
        progress.lookAgainWithin(Duration.ofSeconds(30));
        progress.lookAgainWithin(Duration.ofSeconds(20));
        progress.lookAgainWithin(Duration.ofSeconds(40));

        assertThat(progress.next()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aFailureIsReportedAndRetriedByItsKindAndByHowLongItLasts() {
        Progress first = fresh();
        first.reportFailure(ASPECT, failure(new AwsFailure.Transient(call())));
        Progress later = progress(condition("False", NOON.minusSeconds(45)), NOON);
        later.reportFailure(ASPECT, failure(new AwsFailure.Transient(call())));

        assertThat(first.conditions()).extracting(Condition::reason).containsOnly("AWSUnavailable");
        assertThat(first.next()).isEqualTo(Duration.ofSeconds(2));
        assertThat(later.next()).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void theHintOfAwsIsHonoured() {
        Progress progress = fresh();
        progress.reportFailure(ASPECT, failure(new AwsFailure.Throttled(call(), Optional.of(Duration.ofSeconds(17)))));

        assertThat(progress.next()).isEqualTo(Duration.ofSeconds(17));
    }

    @ForManySeeds
    void theNextLookIsNeverLaterThanTheRegularOne(long seed) {
        Gen gen = new Gen(seed);
        Progress progress = progress(
                condition("False", NOON.minus(gen.upTo(Duration.ofDays(2))).truncatedTo(ChronoUnit.SECONDS)), NOON);
        if (gen.flip()) {
            progress.watch(ASPECT);
        }
        if (gen.flip()) {
            progress.reportFailure(ASPECT, failure(new AwsFailure.AccountBlocked(call())));
        }

        assertThat(progress.next()).isPositive().isLessThanOrEqualTo(REGULAR);
    }

    @Test
    void whoKnowsMoreOfAFailureIsAskedBeforeItIsReported() {
        Progress progress = fresh();
        progress.explainWith(failure -> failure(new AwsFailure.Diagnosed(
                failure.failure().call(), AwsFailure.Cause.WRONG_REGION, "It is in eu-west-1")));
        progress.reportFailure(ASPECT, failure(new AwsFailure.Invalid(call())));

        assertThat(progress.transitions()).extracting(Transition::reason).contains("WrongRegion");
    }
}
