package dev.kirooperator.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.converge.OtherProfiles.Elsewhere;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStage;
import dev.kirooperator.seat.SeatStage.GroupShown;
import dev.kirooperator.seat.SeatStage.Outcome;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.status.Finding;
import dev.kirooperator.status.Finding.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SeatWordsTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final String SIGN_IN = "This person opens the mail";
    private static final Elsewhere ELSEWHERE = new Elsewhere(
            "eu",
            new Seat(
                    "u",
                    SeatStatus.ACTIVE,
                    Optional.of(Plan.POWER),
                    Optional.of(Plan.POWER),
                    SeatSource.GROUP,
                    Optional.empty()));

    static Stream<Arguments> stages() {
        Optional<Plan> pro = Optional.of(Plan.PRO);
        return Stream.of(
                Arguments.of(requested(Outcome.OPEN), Reason.WAITING_FOR_SEAT, Kind.PROGRESSING, "Pro was asked for"),
                Arguments.of(requested(Outcome.UNHEEDED), Reason.NO_EFFECT, Kind.PROGRESSING, "nothing changed"),
                Arguments.of(requested(Outcome.CONFLICTED), Reason.CONFLICT, Kind.STALLED, "cancelled this month"),
                Arguments.of(
                        new SeatStage.WaitingForGroup(NOON, GroupShown.YES),
                        Reason.WAITING_FOR_SEAT,
                        Kind.PROGRESSING,
                        "within 24 hours"),
                Arguments.of(
                        new SeatStage.WaitingForGroup(NOON, GroupShown.NO),
                        Reason.WAITING_FOR_SEAT,
                        Kind.PROGRESSING,
                        "does not show yet that the group is subscribed"),
                Arguments.of(new SeatStage.Late(NOON), Reason.SEAT_LATE, Kind.PROGRESSING, "more than 24 hours"),
                Arguments.of(
                        new SeatStage.Pending(pro, Optional.empty()), Reason.SEAT_PENDING, Kind.DONE, "first sign-in"),
                Arguments.of(
                        new SeatStage.Pending(pro, Optional.of(Plan.POWER)),
                        Reason.SEAT_PENDING,
                        Kind.DONE,
                        "The plan Power is asked for after the first sign-in"),
                Arguments.of(
                        new SeatStage.Active(pro, Optional.empty()),
                        Reason.SEAT_ACTIVE,
                        Kind.DONE,
                        "active on the plan Pro"),
                Arguments.of(
                        new SeatStage.Active(pro, Optional.of(Plan.POWER)),
                        Reason.SEAT_ACTIVE,
                        Kind.DONE,
                        "does not show the plan Power yet"),
                Arguments.of(
                        new SeatStage.Downgrading(Plan.POWER, Plan.PRO, NOON),
                        Reason.SEAT_ACTIVE,
                        Kind.DONE,
                        "the plan Pro follows at 2026-11-25T12:00:00Z"),
                Arguments.of(
                        new SeatStage.Cancelled(NOON, true),
                        Reason.CANCELLED_THIS_MONTH,
                        Kind.PROGRESSING,
                        "at 2026-11-25T12:00:00Z. The operator asks for it then"),
                Arguments.of(
                        new SeatStage.Cancelled(NOON, false),
                        Reason.CANCELLED_THIS_MONTH,
                        Kind.PROGRESSING,
                        "It came with a group"),
                Arguments.of(
                        new SeatStage.Withdrawn(NOON),
                        Reason.WAITING_FOR_SEAT,
                        Kind.PROGRESSING,
                        "not wanted any more"),
                Arguments.of(
                        new SeatStage.Returning(NOON), Reason.WAITING_FOR_SEAT, Kind.PROGRESSING, "was given back"),
                Arguments.of(new SeatStage.Blocked(NOON), Reason.ACCOUNT_BLOCKED, Kind.STALLED, "no new seats"),
                Arguments.of(new SeatStage.ByHand(Plan.PRO), Reason.SEATS_NOT_MANAGED, Kind.IDLE, "Kiro console"),
                Arguments.of(
                        new SeatStage.Foreign(Optional.of(Plan.POWER), Plan.PRO),
                        Reason.CONFLICT,
                        Kind.STALLED,
                        "seat of its own on the plan Power that"),
                Arguments.of(new SeatStage.Unknown(), Reason.WAITING_FOR_SEAT, Kind.PROGRESSING, "does not know"));
    }

    private static SeatStage requested(Outcome outcome) {
        return new SeatStage.Requested(Plan.PRO, NOON, false, outcome);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void eachStageHasItsReasonAndItsWords(SeatStage stage, Reason reason, Kind kind, String words) {
        Finding finding = SeatWords.of(stage, List.of(), SIGN_IN).orElseThrow();

        assertThat(finding.reason()).isEqualTo(reason);
        assertThat(finding.kind()).isEqualTo(kind);
        assertThat(finding.message()).contains(words);
    }

    @Test
    void everyStageIsInTheTableAbove() {
        List<Class<?>> covered = Stream.concat(
                        stages().<Class<?>>map(arguments -> arguments.get()[0].getClass()),
                        Stream.<Class<?>>of(SeatStage.None.class))
                .distinct()
                .toList();

        assertThat(covered).containsExactlyInAnyOrder(SeatStage.class.getPermittedSubclasses());
    }

    @Test
    void aPendingSeatSaysHowThePersonGetsIn() {
        SeatStage pending = new SeatStage.Pending(Optional.of(Plan.PRO), Optional.of(Plan.POWER));

        assertThat(SeatWords.of(pending, List.of(), SIGN_IN).orElseThrow().message())
                .contains("until then. This person opens the mail. The plan Power");
    }

    @Test
    void noSeatIsWorthNoWords() {
        assertThat(SeatWords.of(new SeatStage.None(), List.of(), SIGN_IN)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aSeatElsewhereIsSaidAndWarnedOfAndChangesNothingElse(SeatStage stage, Reason reason, Kind kind, String words) {
        Finding finding = SeatWords.of(stage, List.of(ELSEWHERE), SIGN_IN).orElseThrow();

        assertThat(finding.reason()).isEqualTo(Reason.DOUBLE_BILLED);
        assertThat(finding.kind()).isEqualTo(kind);
        assertThat(finding.warning()).isTrue();
        assertThat(finding.message()).contains(words, "connection \"eu\" (plan Power)");
    }
}
