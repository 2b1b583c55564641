package dev.kirooperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransitionTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private static List<Transition> transitions(Finding before, Finding after) {
        List<Condition> previous =
                Conditions.from(null, 1L, NOON, Map.of(ConditionType.GROUP_SYNCED, before), Set.of());
        return Transition.between(previous, Map.of(ConditionType.GROUP_SYNCED, after));
    }

    static Stream<Arguments> warnings() {
        return Stream.of(
                Arguments.of(Finding.done(Reason.SYNCED, "m"), false),
                Arguments.of(Finding.notice(Reason.NOT_INVITED, "m"), false),
                Arguments.of(Finding.idle(Reason.SUSPENDED, "m"), false),
                Arguments.of(Finding.progressing(Reason.PROGRESSING, "m"), false),
                Arguments.of(Finding.stalled(Reason.CONFLICT, "m"), true),
                Arguments.of(Finding.failed(Finding.Kind.PROGRESSING, Reason.THROTTLED, "m", "m"), true),
                Arguments.of(Finding.failed(Finding.Kind.STALLED, Reason.ACCESS_DENIED, "m", "m"), true));
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void whatSomebodyHasToLookAtIsAWarning(Finding finding, boolean warning) {
        assertThat(Transition.between(null, Map.of(ConditionType.GROUP_SYNCED, finding)))
                .containsExactly(new Transition(warning, finding.reason().label(), "m"));
    }

    @Test
    void whatIsAbnormalWhenTrueIsAWarningThatIsGivenOnce() {
        Map<ConditionType, Finding> soon =
                Map.of(ConditionType.EXPIRING, Finding.notice(Reason.EXPIRES_SOON, "on Friday"));

        assertThat(Transition.between(null, soon)).containsExactly(new Transition(true, "ExpiresSoon", "on Friday"));
        assertThat(Transition.between(Conditions.from(null, 1L, NOON, soon, Set.of()), soon))
                .isEmpty();
    }

    @Test
    void theEventCarriesTheNoteAndNotTheMessageWhichMayHoldPersonalData() {
        Finding failed = Finding.failed(Finding.Kind.STALLED, Reason.CONFLICT, "ada@example.com exists", "it exists");

        assertThat(Transition.between(null, Map.of(ConditionType.USER_SYNCED, failed)))
                .extracting(Transition::note)
                .containsExactly("it exists");
    }

    @Test
    void anotherReasonIsATransitionAndAnotherMessageIsNot() {
        Finding before = Finding.progressing(Reason.PROGRESSING, "1 of 2 joined");

        assertThat(transitions(before, Finding.progressing(Reason.PROGRESSING, "2 of 2 joined")))
                .isEmpty();
        assertThat(transitions(before, Finding.progressing(Reason.THROTTLED, "1 of 2 joined")))
                .containsExactly(new Transition(false, "Throttled", "1 of 2 joined"));
    }

    @Test
    void twoAspectsThatSayTheSameAreOneEvent() {
        Finding waits = Finding.progressing(Reason.PROGRESSING, "Waits for the group");

        assertThat(Transition.between(
                        null, Map.of(ConditionType.MEMBERS_SYNCED, waits, ConditionType.SUBSCRIPTION_SYNCED, waits)))
                .hasSize(1);
    }

    @ForManySeeds
    void theSameFindingsAgainAreNoTransition(long seed) {
        Map<ConditionType, Finding> findings = TestingFindings.some(new Gen(seed));
        List<Condition> conditions = Conditions.from(null, 1L, NOON, findings, Set.of());

        assertThat(Transition.between(conditions, findings)).isEmpty();
    }

    @ForManySeeds
    void everyNewReasonIsTold(long seed) {
        Map<ConditionType, Finding> findings = TestingFindings.some(new Gen(seed));

        assertThat(Transition.between(null, findings))
                .extracting(Transition::reason)
                .containsAll(
                        findings.values().stream().map(f -> f.reason().label()).toList());
    }
}
