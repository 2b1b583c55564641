package dev.kirooperator.seat;

import static dev.kirooperator.api.v1alpha1.Plan.POWER;
import static dev.kirooperator.api.v1alpha1.Plan.PRO;
import static dev.kirooperator.api.v1alpha1.Plan.PRO_PLUS;
import static dev.kirooperator.seat.SeatCases.NOW;
import static dev.kirooperator.seat.SeatCases.askedForPower;
import static dev.kirooperator.seat.SeatCases.at;
import static dev.kirooperator.seat.SeatCases.blocked;
import static dev.kirooperator.seat.SeatCases.inGroup;
import static dev.kirooperator.seat.SeatCases.leavingOthers;
import static dev.kirooperator.seat.SeatCases.owning;
import static dev.kirooperator.seat.SeatCases.remembering;
import static dev.kirooperator.seat.SeatCases.seat;
import static dev.kirooperator.seat.SeatCases.seatCase;
import static dev.kirooperator.seat.SeatCases.sent;
import static dev.kirooperator.seat.SeatCases.since;
import static dev.kirooperator.seat.SeatCases.wish;
import static dev.kirooperator.seat.SeatSource.GROUP;
import static dev.kirooperator.seat.SeatSource.INDIVIDUAL;
import static dev.kirooperator.seat.SeatSource.INDIVIDUAL_AND_GROUP;
import static dev.kirooperator.seat.SeatStatus.ACTIVE;
import static dev.kirooperator.seat.SeatStatus.CANCELLED;
import static dev.kirooperator.seat.SeatStatus.PENDING;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.seat.SeatCase.Sent;
import dev.kirooperator.seat.SeatCase.Wish;
import dev.kirooperator.seat.SeatStage.GroupShown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeatMachineTest {

    private static final Duration READ_BACK = Duration.ofMinutes(1);
    private static final SeatMachine MACHINE = new SeatMachine(READ_BACK);
    private static final Instant NEXT_MONTH = Instant.parse("2026-12-01T00:00:00Z");

    private static final Map<String, Wish> WISHES = new LinkedHashMap<>();
    private static final Map<String, Optional<Seat>> SHOWN = new LinkedHashMap<>();

    static {
        WISHES.put("nothing", wish(null, null));
        WISHES.put("Pro of its own", wish(PRO, null));
        WISHES.put("Pro through a group", wish(null, PRO));
        WISHES.put("Power of its own, Pro through a group", wish(POWER, PRO));
        WISHES.put("ProPlus of its own, Pro through a group", wish(PRO_PLUS, PRO));
        WISHES.put("Power through a group", wish(null, POWER));
        WISHES.put("Pro of its own, Power through a group", wish(PRO, POWER));

        SHOWN.put("nothing", Optional.empty());
        SHOWN.put("Pending Pro, individual", seat(PENDING, PRO, PRO, INDIVIDUAL));
        SHOWN.put("Pending Pro, group", seat(PENDING, PRO, PRO, GROUP));
        SHOWN.put("Pending Pro, both", seat(PENDING, PRO, PRO, INDIVIDUAL_AND_GROUP));
        SHOWN.put("Pending Power, both", seat(PENDING, POWER, POWER, INDIVIDUAL_AND_GROUP));
        SHOWN.put("Active Pro, individual", seat(ACTIVE, PRO, PRO, INDIVIDUAL));
        SHOWN.put("Active Pro, group", seat(ACTIVE, PRO, PRO, GROUP));
        SHOWN.put("Active Pro, both", seat(ACTIVE, PRO, PRO, INDIVIDUAL_AND_GROUP));
        SHOWN.put("Active Power, individual", seat(ACTIVE, POWER, POWER, INDIVIDUAL));
        SHOWN.put("Active Power, group", seat(ACTIVE, POWER, POWER, GROUP));
        SHOWN.put("Active Power, both", seat(ACTIVE, POWER, POWER, INDIVIDUAL_AND_GROUP));
        SHOWN.put("Active Power, Pro from next month, individual", seat(ACTIVE, PRO, POWER, INDIVIDUAL));
        SHOWN.put("Cancelled this month", seat(CANCELLED, PRO, PRO, INDIVIDUAL));
        SHOWN.put("Cancelled this month, group", seat(CANCELLED, PRO, PRO, GROUP));
        SHOWN.put("Cancelled last month", seat(CANCELLED, PRO, PRO, INDIVIDUAL));
        SHOWN.put("a state not known here", seat(SeatStatus.UNKNOWN, PRO, PRO, INDIVIDUAL));
        SHOWN.put("Active Pro, source not known here", seat(ACTIVE, PRO, PRO, SeatSource.UNKNOWN));
        SHOWN.put("Active, plan not known here, individual", seat(ACTIVE, null, null, INDIVIDUAL));
    }

    private static final List<String> REMEMBERED = List.of(
            "no request",
            "the same request, just sent",
            "the same request, without effect so far",
            "Power, asked for ten days ago");

    private static SeatCase caseOf(SeatMatrix.Cell cell) {
        SeatCase seat = seatCase(requireNonNull(WISHES.get(cell.wanted())), requireNonNull(SHOWN.get(cell.shown())));
        if (cell.shown().equals("Cancelled last month")) {
            seat = since(seat, Instant.parse("2026-10-31T12:00:00Z"));
        }
        if (cell.remembered().equals("no request")) {
            return seat;
        }
        if (cell.remembered().startsWith("Power")) {
            return askedForPower(seat);
        }
        SeatRequest same = MACHINE.answer(owning(seat)).call().orElse(new SeatRequest.Create(PRO));
        Plan ours = seat.wish().individual().orElse(PRO);
        return cell.remembered().equals("the same request, just sent")
                ? remembering(seat, Optional.of(ours), sent(same, NOW.minusSeconds(10)), NOW.minusSeconds(10))
                : remembering(seat, Optional.of(ours), sent(same, NOW.minusSeconds(300)), NOW.minusSeconds(400));
    }

    /** The answer as the matrices write it: the call, the stage, and when to look again. */
    private static String word(SeatAnswer answer) {
        String call = answer.call()
                .map(request -> request.getClass().getSimpleName()
                        + request.asks().map(p -> " " + p.label()).orElse("") + ": ")
                .orElse("");
        String look = answer.lookAt()
                .map(at -> at.equals(NEXT_MONTH)
                        ? ", at month's end"
                        : at.isAfter(NOW.plus(READ_BACK)) ? ", later" : ", soon")
                .orElse("");
        return call + stage(answer.stage()) + look;
    }

    private static String stage(SeatStage stage) {
        String name = stage.getClass().getSimpleName();
        if (stage instanceof SeatStage.Requested requested) {
            return name + (requested.outcome() == SeatStage.Outcome.OPEN ? "" : " again");
        }
        if (stage instanceof SeatStage.Pending pending) {
            return name
                    + pending.next().map(plan -> " (then " + plan.label() + ")").orElse("");
        }
        if (stage instanceof SeatStage.Active active) {
            return name
                    + active.awaited()
                            .map(plan -> " (awaits " + plan.label() + ")")
                            .orElse("");
        }
        return name;
    }

    static List<SeatMatrix.Cell> cells() {
        return SeatMatrix.cells();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whatThePageSaysFollows(SeatMatrix.Cell cell) {
        assertThat(word(MACHINE.answer(caseOf(cell)))).isEqualTo(cell.follows());
    }

    @Test
    void thePageCoversEveryPair() {
        List<String> expected = new ArrayList<>();
        REMEMBERED.forEach(remembered -> SHOWN.keySet()
                .forEach(shown ->
                        WISHES.keySet().forEach(wanted -> expected.add(remembered + "/" + shown + "/" + wanted))));

        assertThat(cells().stream().map(cell -> cell.remembered() + "/" + cell.shown() + "/" + cell.wanted()))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void aRequestWithoutEffectIsRepeatedAfterAsLongAsItHasBeenWaitedForAndAtMostHourly() {
        Instant start = Instant.parse("2026-11-02T00:00:00Z");
        SeatCase seat = at(since(seatCase(wish(PRO, null), Optional.empty()), start), start);
        List<Long> pauses = new ArrayList<>();
        Instant sentAt = start;
        for (int repeat = 0; repeat < 10; repeat++) {
            SeatCase waiting = remembering(
                    seat, Optional.of(PRO), new Sent(new SeatRequest.Create(PRO), sentAt, start, false), start);
            Instant next = sentAt;
            while (MACHINE.answer(at(waiting, next)).call().isEmpty()) {
                next = MACHINE.answer(at(waiting, next)).lookAt().orElseThrow();
            }
            pauses.add(Duration.between(sentAt, next).toMinutes());
            sentAt = next;
        }
        assertThat(pauses).containsExactly(1L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void aConflictThatNothingExplainsIsSaidToBeOne() {
        SeatCase seat = seatCase(wish(PRO, null), Optional.empty())
                .after(new Sent(new SeatRequest.Create(PRO), NOW, NOW, true), Optional.empty());

        assertThat(MACHINE.answer(seat).stage())
                .isEqualTo(new SeatStage.Requested(PRO, NOW, false, SeatStage.Outcome.CONFLICTED));
    }

    @Test
    void aConflictThatACancelledSeatExplainsWaitsForTheMonthToTurn() {
        SeatCase seat = seatCase(wish(PRO, null), Optional.empty())
                .after(new Sent(new SeatRequest.Create(PRO), NOW, NOW, true), seat(CANCELLED, PRO, PRO, INDIVIDUAL));

        assertThat(MACHINE.answer(seat))
                .isEqualTo(SeatAnswer.wait(new SeatStage.Cancelled(NEXT_MONTH, true), NEXT_MONTH, false));
    }

    @Test
    void aCancelledSeatIsAskedForAnewTheMomentTheMonthTurns() {
        SeatCase seat = seatCase(wish(PRO, null), seat(CANCELLED, PRO, PRO, INDIVIDUAL));

        assertThat(MACHINE.answer(at(seat, NEXT_MONTH.minusSeconds(1))).call()).isEmpty();
        assertThat(MACHINE.answer(at(seat, NEXT_MONTH)).call()).contains(new SeatRequest.Create(PRO));
    }

    @Test
    void theYearTurnsAsTheMonthDoes() {
        SeatCase seat = seatCase(wish(PRO, null), seat(CANCELLED, PRO, PRO, INDIVIDUAL));
        Instant december = Instant.parse("2026-12-31T23:59:59Z");

        assertThat(MACHINE.answer(at(since(seat, december), december)).stage())
                .isEqualTo(new SeatStage.Cancelled(Instant.parse("2027-01-01T00:00:00Z"), true));
    }

    @Test
    void aGroupsSeatIsLateAfterTwentyFourHoursAndNotBefore() {
        SeatCase seat = since(seatCase(wish(null, PRO), Optional.empty()), NOW);
        Instant limit = NOW.plus(Duration.ofHours(24));

        assertThat(MACHINE.answer(at(seat, limit.minusSeconds(1))).stage())
                .isEqualTo(new SeatStage.WaitingForGroup(NOW, GroupShown.YES));
        assertThat(MACHINE.answer(at(seat, limit)).stage()).isEqualTo(new SeatStage.Late(NOW));
    }

    @Test
    void aBlockedAccountIsNotAskedForANewSeatBeforeTheTimeButAPlanMayChange() {
        Instant later = NOW.plusSeconds(30);
        SeatCase none = blocked(seatCase(wish(PRO, null), Optional.empty()), later);
        SeatCase other = blocked(seatCase(wish(PRO, null), seat(ACTIVE, POWER, POWER, INDIVIDUAL)), later);

        assertThat(MACHINE.answer(none)).isEqualTo(SeatAnswer.wait(new SeatStage.Blocked(later), later, false));
        assertThat(MACHINE.answer(at(none, later)).call()).contains(new SeatRequest.Create(PRO));
        assertThat(MACHINE.answer(other).call()).contains(new SeatRequest.Update(PRO));
    }

    @Test
    void aDowngradeNamesBothPlansAndItsDate() {
        SeatCase seat = seatCase(wish(PRO, null), seat(ACTIVE, PRO, POWER, INDIVIDUAL));

        assertThat(MACHINE.answer(seat).stage()).isEqualTo(new SeatStage.Downgrading(POWER, PRO, NEXT_MONTH));
    }

    @Test
    void aSeatThatIsTakenBackBeforeItShowsIsGivenBackWhenItDoes() {
        Sent created = sent(new SeatRequest.Create(PRO), NOW.minusSeconds(2));
        SeatCase unseen =
                remembering(seatCase(wish(null, null), Optional.empty()), Optional.of(PRO), created, created.at());

        assertThat(MACHINE.answer(unseen).stage()).isEqualTo(new SeatStage.Withdrawn(created.at()));
        assertThat(MACHINE.answer(unseen.after(created, seat(PENDING, PRO, PRO, INDIVIDUAL)))
                        .call())
                .contains(new SeatRequest.Delete());
    }

    @Test
    void aGroupThatIsNotSubscribedMakesNobodyLateAndOneThatHasBeenForAnHourNeither() {
        SeatCase seat = since(seatCase(wish(null, PRO), Optional.empty()), NOW.minus(Duration.ofDays(2)));
        Instant anHourAgo = NOW.minus(Duration.ofHours(1));

        assertThat(MACHINE.answer(inGroup(seat, GroupShown.NO, Optional.empty()))
                        .stage())
                .isInstanceOf(SeatStage.WaitingForGroup.class);
        assertThat(MACHINE.answer(inGroup(seat, GroupShown.UNTOLD, Optional.of(anHourAgo)))
                        .stage())
                .isEqualTo(new SeatStage.WaitingForGroup(anHourAgo, GroupShown.UNTOLD));
    }

    @Test
    void aRequestAfterALongWaitForSomethingElseIsTheFirstOfItsSeries() {
        SeatCase seat = remembering(
                seatCase(wish(PRO, null), Optional.empty()),
                Optional.of(PRO),
                sent(new SeatRequest.Create(PRO), NOW.minusSeconds(5)),
                NOW.minus(Duration.ofDays(20)));

        assertThat(stage(MACHINE.answer(seat).stage())).isEqualTo("Requested");
        SeatAnswer repeated = MACHINE.answer(at(seat, NOW.plusSeconds(60)));
        assertThat(word(repeated)).startsWith("Create Pro: Requested again");
    }

    /** What is true of each case of the matrices, where nothing was asked for and what others made stays theirs. */
    @ParameterizedTest
    @MethodSource("cells")
    void whatSomebodyElseMadeIsNeitherChangedNorGivenBack(SeatMatrix.Cell cell) {
        SeatCase taken = caseOf(cell);
        SeatCase left = leavingOthers(taken);
        SeatAnswer answer = MACHINE.answer(left);

        if (!cell.remembered().equals("no request")) {
            assertThat(answer).isEqualTo(MACHINE.answer(taken));
        } else if (MACHINE.answer(taken)
                .call()
                .filter(SeatRequest.Update.class::isInstance)
                .isPresent()) {
            assertThat(answer)
                    .isEqualTo(SeatAnswer.rest(
                            new SeatStage.Foreign(
                                    left.seat().flatMap(Seat::plan),
                                    left.wish().individual().orElseThrow()),
                            false));
        } else if (answer.call().isEmpty()) {
            assertThat(answer.ours()).isFalse();
        }
    }

    @Test
    void aConflictDoesNotMakeASeatTheOperators() {
        SeatCase none = leavingOthers(seatCase(wish(PRO, null), Optional.empty()));
        Sent refused = new Sent(new SeatRequest.Create(PRO), NOW, NOW, true);

        assertThat(MACHINE.answer(none.after(refused, Optional.empty())).ours()).isFalse();
        assertThat(MACHINE.answer(none.after(refused, seat(ACTIVE, PRO, PRO, INDIVIDUAL))))
                .isEqualTo(SeatAnswer.rest(new SeatStage.Active(Optional.of(PRO), Optional.empty()), false));
        assertThat(MACHINE.answer(none.after(refused, seat(PENDING, POWER, POWER, INDIVIDUAL)))
                        .stage())
                .isEqualTo(new SeatStage.Foreign(Optional.of(POWER), PRO));
    }

    @Test
    void aPlanThatNoGroupHasIsTheOwnOne() {
        SeatCase seat = seatCase(wish(PRO, PRO), seat(ACTIVE, POWER, POWER, INDIVIDUAL_AND_GROUP));
        SeatCase told = new SeatCase(
                seat.wish(), true, true, seat.seat(), Optional.of(PRO), seat.memory(), seat.blocked(), seat.now());

        assertThat(MACHINE.answer(seat).call()).isEmpty();
        assertThat(MACHINE.answer(told).call()).contains(new SeatRequest.Update(PRO));
    }
}
