package dev.kirooperator.member;

import static dev.kirooperator.api.v1alpha1.Plan.POWER;
import static dev.kirooperator.api.v1alpha1.Plan.PRO;
import static dev.kirooperator.seat.SeatSource.GROUP;
import static dev.kirooperator.seat.SeatSource.INDIVIDUAL;
import static dev.kirooperator.seat.SeatSource.INDIVIDUAL_AND_GROUP;
import static dev.kirooperator.seat.SeatStatus.ACTIVE;
import static dev.kirooperator.seat.SeatStatus.CANCELLED;
import static dev.kirooperator.seat.SeatStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.member.SeatPlanner.Question;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStatus;
import dev.kirooperator.status.Finding;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SeatPlannerTest {

    private static final Duration READ_BACK = Duration.ofMinutes(1);
    private static final Duration JUST = READ_BACK.minusSeconds(1);
    private static final SeatPlanner PLANNER = new SeatPlanner(READ_BACK);

    private static Seat seat(SeatStatus status, Plan plan, SeatSource source) {
        return new Seat("u", status, Optional.of(plan), Optional.of(plan), source, Optional.empty());
    }

    private static Question question(
            @Nullable Plan wanted, boolean group, @Nullable Seat seat, @Nullable Plan asked, Duration waiting) {
        return new Question(
                Optional.ofNullable(wanted),
                group,
                true,
                Optional.ofNullable(seat),
                Optional.ofNullable(asked),
                waiting);
    }

    private static Question readOnly(Question q) {
        return new Question(q.individual(), q.throughGroup(), false, q.seat(), q.asked(), q.waitingFor());
    }

    /** The decision in words: what and which plan, or the reason, and whether an assignment of ours stays. */
    private static String word(SeatDecision decision) {
        if (decision instanceof SeatDecision.Create create) {
            return "create " + create.plan();
        }
        if (decision instanceof SeatDecision.Update update) {
            return "update " + update.plan();
        }
        if (decision instanceof SeatDecision.Rest rest) {
            return rest.finding().map(f -> f.reason().name()).orElse("nothing") + (rest.ours() ? ", ours" : "");
        }
        return "delete";
    }

    private static String decide(Question question) {
        return word(PLANNER.decide(question));
    }

    static Stream<Arguments> individual() {
        return Stream.of(
                Arguments.of(null, null, READ_BACK, "create PRO"),
                Arguments.of(null, PRO, JUST, "WAITING_FOR_SEAT, ours"),
                Arguments.of(null, PRO, READ_BACK, "create PRO"),
                Arguments.of(null, POWER, JUST, "create PRO"),
                Arguments.of(seat(ACTIVE, PRO, GROUP), null, JUST, "create PRO"),
                Arguments.of(seat(ACTIVE, POWER, GROUP), null, JUST, "create PRO"),
                Arguments.of(seat(PENDING, PRO, GROUP), PRO, JUST, "WAITING_FOR_SEAT, ours"),
                Arguments.of(seat(PENDING, PRO, GROUP), PRO, READ_BACK, "create PRO"),
                Arguments.of(seat(ACTIVE, PRO, INDIVIDUAL), PRO, READ_BACK, "SEAT_ACTIVE, ours"),
                Arguments.of(seat(ACTIVE, PRO, INDIVIDUAL), null, READ_BACK, "SEAT_ACTIVE, ours"),
                Arguments.of(seat(PENDING, PRO, INDIVIDUAL), PRO, READ_BACK, "SEAT_PENDING, ours"),
                Arguments.of(seat(ACTIVE, PRO, INDIVIDUAL_AND_GROUP), PRO, READ_BACK, "SEAT_ACTIVE, ours"),
                Arguments.of(seat(ACTIVE, POWER, INDIVIDUAL_AND_GROUP), PRO, READ_BACK, "SEAT_ACTIVE, ours"),
                Arguments.of(seat(ACTIVE, POWER, INDIVIDUAL), POWER, JUST, "update PRO"),
                Arguments.of(seat(ACTIVE, POWER, INDIVIDUAL), PRO, JUST, "WAITING_FOR_SEAT, ours"),
                Arguments.of(seat(ACTIVE, POWER, INDIVIDUAL), PRO, READ_BACK, "update PRO"),
                Arguments.of(seat(ACTIVE, POWER, INDIVIDUAL), null, READ_BACK, "update PRO"),
                Arguments.of(seat(PENDING, POWER, INDIVIDUAL), POWER, READ_BACK, "SEAT_PENDING, ours"),
                Arguments.of(seat(PENDING, POWER, INDIVIDUAL), PRO, READ_BACK, "SEAT_PENDING, ours"),
                Arguments.of(seat(CANCELLED, PRO, INDIVIDUAL), PRO, READ_BACK, "CANCELLED_THIS_MONTH"),
                Arguments.of(seat(CANCELLED, PRO, INDIVIDUAL), null, READ_BACK, "CANCELLED_THIS_MONTH"),
                Arguments.of(seat(CANCELLED, POWER, GROUP), null, READ_BACK, "CANCELLED_THIS_MONTH"),
                Arguments.of(seat(SeatStatus.UNKNOWN, PRO, INDIVIDUAL), PRO, READ_BACK, "WAITING_FOR_SEAT, ours"),
                Arguments.of(seat(ACTIVE, PRO, SeatSource.UNKNOWN), PRO, READ_BACK, "SEAT_ACTIVE, ours"));
    }

    @ParameterizedTest(name = "{0}, asked {1} {2} ago: {3}")
    @MethodSource("individual")
    void aWantedPlanIsCreatedChangedAwaitedOrThere(
            @Nullable Seat seat, @Nullable Plan asked, Duration waiting, String expected) {
        assertThat(decide(question(PRO, false, seat, asked, waiting))).isEqualTo(expected);
        assertThat(decide(question(PRO, true, seat, asked, waiting))).isEqualTo(expected);
    }

    @Test
    void aHigherPlanThatIsWantedIsNotCoveredByAGroupsLowerOne() {
        assertThat(decide(question(POWER, true, seat(ACTIVE, PRO, INDIVIDUAL_AND_GROUP), PRO, JUST)))
                .isEqualTo("update POWER");
    }

    @Test
    void aPlanThatAwsDoesNotTellIsTakenForTheWantedOne() {
        Seat untold = new Seat("u", ACTIVE, Optional.empty(), Optional.empty(), INDIVIDUAL, Optional.empty());

        assertThat(decide(question(PRO, false, untold, PRO, READ_BACK))).isEqualTo("SEAT_ACTIVE, ours");
    }

    static Stream<Arguments> none() {
        return Stream.of(
                Arguments.of(null, null, JUST, "nothing", "WAITING_FOR_SEAT"),
                Arguments.of(null, PRO, READ_BACK, "nothing", "WAITING_FOR_SEAT"),
                Arguments.of(null, PRO, JUST, "WAITING_FOR_SEAT, ours", "WAITING_FOR_SEAT, ours"),
                Arguments.of(null, null, Duration.ofHours(24), "nothing", "SEAT_LATE"),
                Arguments.of(seat(ACTIVE, PRO, GROUP), null, READ_BACK, "nothing", "SEAT_ACTIVE"),
                Arguments.of(seat(PENDING, PRO, GROUP), PRO, READ_BACK, "nothing", "SEAT_PENDING"),
                Arguments.of(seat(PENDING, PRO, GROUP), PRO, JUST, "WAITING_FOR_SEAT, ours", "WAITING_FOR_SEAT, ours"),
                Arguments.of(seat(CANCELLED, PRO, GROUP), null, READ_BACK, "nothing", "CANCELLED_THIS_MONTH"),
                Arguments.of(seat(CANCELLED, PRO, INDIVIDUAL), PRO, JUST, "nothing", "CANCELLED_THIS_MONTH"),
                Arguments.of(seat(ACTIVE, PRO, INDIVIDUAL), null, JUST, "nothing", "SEAT_ACTIVE"),
                Arguments.of(seat(ACTIVE, PRO, INDIVIDUAL), PRO, READ_BACK, "delete", "SEAT_ACTIVE, ours"),
                Arguments.of(seat(PENDING, POWER, INDIVIDUAL), PRO, READ_BACK, "delete", "SEAT_PENDING, ours"),
                Arguments.of(seat(ACTIVE, PRO, INDIVIDUAL_AND_GROUP), PRO, READ_BACK, "delete", "delete"),
                Arguments.of(seat(ACTIVE, PRO, INDIVIDUAL_AND_GROUP), null, JUST, "nothing", "SEAT_ACTIVE"));
    }

    @ParameterizedTest(name = "{0}, asked {1} {2} ago: {3}; in a subscribed group: {4}")
    @MethodSource("none")
    void onlyWhatThisOperatorAskedForIsGivenBackAndNotBeforeTheGroupsSeatIsThere(
            @Nullable Seat seat, @Nullable Plan asked, Duration waiting, String alone, String inGroup) {
        assertThat(decide(question(null, false, seat, asked, waiting))).isEqualTo(alone);
        assertThat(decide(question(null, true, seat, asked, waiting))).isEqualTo(inGroup);
    }

    @Test
    void aConnectionThatDoesNotWriteTellsWhatItSeesOrWhatToDoByHand() {
        assertThat(decide(readOnly(question(PRO, false, null, null, JUST)))).isEqualTo("SEATS_NOT_MANAGED");
        assertThat(decide(readOnly(question(PRO, true, seat(ACTIVE, PRO, GROUP), null, JUST))))
                .isEqualTo("SEAT_ACTIVE");
        assertThat(decide(readOnly(question(PRO, true, seat(ACTIVE, PRO, INDIVIDUAL), null, JUST))))
                .isEqualTo("SEAT_ACTIVE, ours");
    }

    @ParameterizedTest
    @EnumSource(SeatStatus.class)
    void readyMeansThatThisPersonCanSignIn(SeatStatus status) {
        boolean canSignIn = status == ACTIVE || status == PENDING;

        assertThat(PLANNER.decide(question(PRO, false, seat(status, PRO, INDIVIDUAL), PRO, JUST)))
                .isInstanceOfSatisfying(
                        SeatDecision.Rest.class,
                        rest -> assertThat(rest.finding())
                                .hasValueSatisfying(f -> assertThat(f.isDone()).isEqualTo(canSignIn)));
    }

    @Test
    void aPendingSeatOnAnotherPlanIsReadyAndSaysWhenThePlanChanges() {
        assertThat(PLANNER.decide(question(PRO, false, seat(PENDING, POWER, INDIVIDUAL), PRO, READ_BACK)))
                .isInstanceOfSatisfying(
                        SeatDecision.Rest.class,
                        rest -> assertThat(rest.finding()).hasValueSatisfying(f -> {
                            assertThat(f.kind()).isEqualTo(Finding.Kind.DONE);
                            assertThat(f.reason()).isEqualTo(Reason.SEAT_PENDING);
                            assertThat(f.message()).contains("plan Pro", "after the first sign-in");
                        }));
    }

    private static Question any(Gen gen) {
        return new Question(
                gen.maybe(() -> gen.pick(Plan.class)),
                gen.flip(),
                gen.flip(),
                gen.maybe(() -> new Seat(
                        "u",
                        gen.pick(SeatStatus.class),
                        gen.maybe(() -> gen.pick(Plan.class)),
                        gen.maybe(() -> gen.pick(Plan.class)),
                        gen.pick(SeatSource.class),
                        Optional.empty())),
                gen.maybe(() -> gen.pick(Plan.class)),
                gen.upTo(READ_BACK.multipliedBy(2)));
    }

    @ForManySeeds
    void aConnectionThatDoesNotWriteNeverWrites(long seed) {
        assertThat(PLANNER.decide(readOnly(any(new Gen(seed))))).isInstanceOf(SeatDecision.Rest.class);
    }

    @ForManySeeds
    void aWantedSeatIsNeverGivenBackAndAnUnwantedOneNeverAskedFor(long seed) {
        Question question = any(new Gen(seed));
        SeatDecision decision = PLANNER.decide(question);

        if (question.individual().isPresent()) {
            assertThat(decision).isNotInstanceOf(SeatDecision.Delete.class);
        } else {
            assertThat(decision).isNotInstanceOfAny(SeatDecision.Create.class, SeatDecision.Update.class);
        }
    }

    @ForManySeeds
    void nothingIsGivenBackThatThisOperatorDidNotAskFor(long seed) {
        Question question = any(new Gen(seed));

        if (PLANNER.decide(question) instanceof SeatDecision.Delete) {
            assertThat(question.asked()).isPresent();
        }
    }

    @ForManySeeds
    void rightAfterItsOwnRequestThePlannerDoesNotAskAgain(long seed) {
        Question question = any(new Gen(seed));
        SeatDecision decision = PLANNER.decide(question);

        if (decision instanceof SeatDecision.Create || decision instanceof SeatDecision.Update) {
            Question next = new Question(
                    question.individual(),
                    question.throughGroup(),
                    true,
                    question.seat(),
                    question.individual(),
                    Duration.ofSeconds(2));
            assertThat(PLANNER.decide(next)).isInstanceOf(SeatDecision.Rest.class);
        }
    }

    @ForManySeeds
    void aCancelledSeatIsNeverWrittenTo(long seed) {
        Question question = any(new Gen(seed));

        if (question.seat().filter(s -> s.status() == CANCELLED).isPresent()) {
            assertThat(PLANNER.decide(question)).isInstanceOf(SeatDecision.Rest.class);
        }
    }
}
