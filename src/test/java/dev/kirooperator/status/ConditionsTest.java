package dev.kirooperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionsTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00.987Z");
    private static final long GENERATION = 7;

    private static List<Condition> conditions(
            @Nullable List<Condition> previous, Instant now, Map<ConditionType, Finding> findings) {
        return Conditions.from(previous, GENERATION, now, findings, EnumSet.allOf(ConditionType.class));
    }

    private static Condition ready(List<Condition> conditions) {
        return Conditions.find(conditions, ConditionType.READY).orElseThrow();
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(Finding.done(Reason.SYNCED, "m"), List.of("Ready=True", "GroupSynced=True")),
                Arguments.of(Finding.notice(Reason.NOT_INVITED, "m"), List.of("Ready=True", "GroupSynced=False")),
                Arguments.of(Finding.idle(Reason.SUSPENDED, "m"), List.of("Ready=False", "GroupSynced=False")),
                Arguments.of(
                        Finding.progressing(Reason.PROGRESSING, "m"),
                        List.of("Ready=False", "Reconciling=True", "GroupSynced=False")),
                Arguments.of(
                        Finding.stalled(Reason.CONFLICT, "m"),
                        List.of("Ready=False", "Stalled=True", "GroupSynced=False")),
                Arguments.of(
                        Finding.failed(Finding.Kind.PROGRESSING, Reason.THROTTLED, "m", "n"),
                        List.of("Ready=False", "Reconciling=True", "GroupSynced=False")),
                Arguments.of(
                        Finding.failed(Finding.Kind.STALLED, Reason.ACCESS_DENIED, "m", "n"),
                        List.of("Ready=False", "Stalled=True", "GroupSynced=False")));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachKindOfFindingHasItsOwnSetOfConditions(Finding finding, List<String> expected) {
        assertThat(conditions(null, NOON, Map.of(ConditionType.GROUP_SYNCED, finding)))
                .extracting(c -> c.type() + "=" + c.status())
                .containsExactlyElementsOf(expected);
    }

    @Test
    void aWarningIsTrueWhileItIsThereAndReadyIsNotAffected() {
        Map<ConditionType, Finding> findings =
                Map.of(ConditionType.EXPIRING, Finding.notice(Reason.EXPIRES_SOON, "on Friday"));

        assertThat(conditions(null, NOON, findings))
                .extracting(c -> c.type() + "=" + c.status() + " " + c.reason())
                .containsExactly("Ready=True Synced", "Expiring=True ExpiresSoon");
    }

    @Test
    void aConditionCarriesReasonMessageGenerationAndTheTimeInSeconds() {
        Finding finding = Finding.failed(Finding.Kind.STALLED, Reason.CONFLICT, "what AWS said", "the note");

        assertThat(conditions(null, NOON, Map.of(ConditionType.GROUP_SYNCED, finding)))
                .contains(new Condition(
                        "GroupSynced", "False", GENERATION, "2026-11-25T12:00:00Z", "Conflict", "what AWS said"))
                .contains(new Condition(
                        "Ready", "False", GENERATION, "2026-11-25T12:00:00Z", "Conflict", "what AWS said"));
    }

    @Test
    void withoutAnyFindingTheObjectIsReady() {
        assertThat(conditions(null, NOON, Map.of())).singleElement().satisfies(c -> {
            assertThat(c.type()).isEqualTo("Ready");
            assertThat(c.status()).isEqualTo("True");
            assertThat(c.reason()).isEqualTo("Synced");
        });
    }

    @Test
    void theFirstOfEquallyBadAspectsSpeaksForReadyInWhateverOrderTheyWereReported() {
        Map<ConditionType, Finding> findings = new LinkedHashMap<>();
        findings.put(ConditionType.SUBSCRIPTION_SYNCED, Finding.stalled(Reason.ACCOUNT_BLOCKED, "second"));
        findings.put(ConditionType.GROUP_SYNCED, Finding.stalled(Reason.ALREADY_EXISTS, "first"));

        assertThat(ready(conditions(null, NOON, findings)).message()).isEqualTo("first");
    }

    @Test
    void aConditionThatIsNotInTheListIsNotFound() {
        assertThat(Conditions.find(null, ConditionType.READY)).isEmpty();
        assertThat(Conditions.find(conditions(null, NOON, Map.of()), ConditionType.STALLED))
                .isEmpty();
    }

    @ForManySeeds
    void readyIsTrueIfAndOnlyIfEveryFindingIsDoneOrJustWorthSaying(long seed) {
        Map<ConditionType, Finding> findings = TestingFindings.some(new Gen(seed));

        boolean allDone = findings.values().stream()
                .allMatch(f -> f.kind() == Finding.Kind.DONE || f.kind() == Finding.Kind.NOTICE);
        assertThat(ready(conditions(null, NOON, findings)).status()).isEqualTo(allDone ? "True" : "False");
    }

    @ForManySeeds
    void reconcilingAndStalledAreNeverBothThereAndNeverBesideReady(long seed) {
        List<Condition> conditions = conditions(null, NOON, TestingFindings.some(new Gen(seed)));

        List<String> abnormal = conditions.stream()
                .map(Condition::type)
                .filter(type -> type.equals("Reconciling") || type.equals("Stalled"))
                .toList();
        assertThat(abnormal).hasSizeLessThanOrEqualTo(1);
        if (ready(conditions).status().equals("True")) {
            assertThat(abnormal).isEmpty();
        }
    }

    @ForManySeeds
    void readySpeaksForAWorstFinding(long seed) {
        Map<ConditionType, Finding> findings = TestingFindings.some(new Gen(seed));

        Finding worst = Conditions.worst(findings.values());
        assertThat(findings.values())
                .filteredOn(f -> f.kind() != Finding.Kind.NOTICE)
                .allMatch(f -> f.kind().compareTo(worst.kind()) <= 0);
        assertThat(ready(conditions(null, NOON, findings)).message()).isEqualTo(worst.message());
    }

    @ForManySeeds
    void theTransitionTimeMovesIfAndOnlyIfTheStatusChanges(long seed) {
        Gen gen = new Gen(seed);
        List<Condition> before = conditions(null, NOON, TestingFindings.some(gen));
        Instant later = NOON.plusSeconds(gen.between(1, 9_999));
        List<Condition> after = conditions(before, later, TestingFindings.some(gen));

        assertThat(after).allSatisfy(condition -> {
            boolean stays = before.stream()
                    .anyMatch(
                            b -> b.type().equals(condition.type()) && b.status().equals(condition.status()));
            Instant since = stays ? NOON : later;
            assertThat(condition.lastTransitionTime())
                    .isEqualTo(since.truncatedTo(ChronoUnit.SECONDS).toString());
        });
    }

    @Test
    void anAspectThatWasNotLookedAtKeepsItsConditionAndWhatDoesNotApplyGoes() {
        Finding done = Finding.done(Reason.SYNCED, "m");
        List<Condition> before = conditions(
                null,
                NOON,
                Map.of(
                        ConditionType.USER_SYNCED, done,
                        ConditionType.TEAMS_SYNCED, done,
                        ConditionType.SEAT_ASSIGNED, Finding.progressing(Reason.WAITING_FOR_SEAT, "m")));

        List<Condition> after = Conditions.from(
                before,
                GENERATION + 1,
                NOON.plusSeconds(60),
                Map.of(ConditionType.USER_SYNCED, done),
                Set.of(ConditionType.TEAMS_SYNCED));

        assertThat(after)
                .extracting(Condition::type)
                .containsExactly("Ready", ConditionType.USER_SYNCED.label(), ConditionType.SEAT_ASSIGNED.label());
        assertThat(Conditions.find(after, ConditionType.SEAT_ASSIGNED))
                .isEqualTo(Conditions.find(before, ConditionType.SEAT_ASSIGNED));
        assertThat(ready(after).status()).isEqualTo("True");
    }

    @Test
    void aWarningGoesWhenItWasLookedAtAndNothingIsToBeWarnedOf() {
        List<Condition> warned = conditions(
                null, NOON, Map.of(ConditionType.EXPIRING, Finding.notice(Reason.EXPIRES_SOON, "on Friday")));

        assertThat(Conditions.from(warned, GENERATION, NOON, Map.of(), Set.of(ConditionType.EXPIRING)))
                .extracting(Condition::type)
                .containsExactly("Ready");
    }

    @ForManySeeds
    void sayingTheSameAgainLaterChangesNothing(long seed) {
        Gen gen = new Gen(seed);
        Map<ConditionType, Finding> findings = TestingFindings.some(gen);
        List<Condition> first = conditions(null, NOON, findings);

        assertThat(conditions(first, gen.within24Hours(NOON), findings)).isEqualTo(first);
    }

    @ForManySeeds
    void aTypeIsThereAtMostOnceAndEveryAspectIsThere(long seed) {
        Map<ConditionType, Finding> findings = TestingFindings.some(new Gen(seed));

        assertThat(conditions(null, NOON, findings))
                .extracting(Condition::type)
                .doesNotHaveDuplicates()
                .containsAll(
                        findings.keySet().stream().map(ConditionType::label).toList());
    }
}
