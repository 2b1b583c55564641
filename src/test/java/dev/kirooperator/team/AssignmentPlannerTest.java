package dev.kirooperator.team;

import static dev.kirooperator.api.v1alpha1.Plan.POWER;
import static dev.kirooperator.api.v1alpha1.Plan.PRO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Confirmation;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.Reason;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.status.Finding;
import dev.kirooperator.team.AssignmentPlanner.Question;
import dev.kirooperator.team.AssignmentPlanner.Recorded;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AssignmentPlannerTest {

    private static final Duration READ_BACK = Duration.ofMinutes(1);
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final AssignmentPlanner PLANNER = new AssignmentPlanner(READ_BACK);

    private static final GroupObservation NOT_ASSIGNED = new GroupObservation.NotListed();
    private static final GroupObservation UNTOLD = new GroupObservation.Listed(Optional.empty(), Optional.empty());
    private static final GroupObservation UNREADABLE = new GroupObservation.Silent("ListApplicationClaims: denied");
    private static final GroupObservation SEEN = new GroupObservation.SeenInSeats(Optional.empty());

    private static GroupObservation assigned(Plan plan) {
        return new GroupObservation.Listed(Optional.of(plan), Optional.empty());
    }

    /** Listed without its plan, and the members' seats are on this one. */
    private static GroupObservation untoldBut(Plan plan) {
        return new GroupObservation.Listed(Optional.empty(), Optional.of(plan));
    }

    private static GroupObservation seen(Plan plan) {
        return new GroupObservation.SeenInSeats(Optional.of(plan));
    }

    /** Asked for long ago and read back. */
    private static Recorded done(Plan plan) {
        Instant then = NOW.minusSeconds(80_000);
        return new Recorded(
                plan, SubscriptionState.SUBSCRIBED, then, Optional.of(then), Optional.empty(), Optional.empty());
    }

    private static Recorded askedSecondsAgo(Plan plan, long seconds) {
        return askedAgain(plan, seconds, seconds);
    }

    private static Recorded askedAgain(Plan plan, long firstSecondsAgo, long lastSecondsAgo) {
        return new Recorded(
                plan,
                SubscriptionState.PENDING,
                NOW.minusSeconds(firstSecondsAgo),
                Optional.of(NOW.minusSeconds(lastSecondsAgo)),
                Optional.empty(),
                Optional.empty());
    }

    private static Question question(
            @Nullable Plan wanted, GroupObservation observed, @Nullable Recorded recorded, boolean writable) {
        return new Question(Optional.ofNullable(wanted), false, writable, observed, Optional.ofNullable(recorded), NOW);
    }

    /** The kind of decision in a word, with its plan, state or reason. */
    private static String word(AssignmentDecision decision) {
        if (decision instanceof AssignmentDecision.Create create) {
            return "create " + create.plan();
        }
        if (decision instanceof AssignmentDecision.Update update) {
            return "update " + update.plan();
        }
        if (decision instanceof AssignmentDecision.Rest rest) {
            return "rest " + rest.state()
                    + rest.finding().map(f -> " " + f.reason()).orElse("");
        }
        return "delete";
    }

    static Stream<Arguments> wanted() {
        return Stream.of(
                Arguments.of(NOT_ASSIGNED, null, "create PRO"),
                Arguments.of(NOT_ASSIGNED, done(PRO), "create PRO"),
                Arguments.of(NOT_ASSIGNED, done(POWER), "create PRO"),
                Arguments.of(NOT_ASSIGNED, askedSecondsAgo(PRO, 59), "rest PENDING PROGRESSING"),
                Arguments.of(NOT_ASSIGNED, askedSecondsAgo(PRO, 60), "create PRO"),
                Arguments.of(NOT_ASSIGNED, askedSecondsAgo(POWER, 5), "create PRO"),
                Arguments.of(assigned(PRO), null, "rest SUBSCRIBED SYNCED"),
                Arguments.of(assigned(PRO), done(PRO), "rest SUBSCRIBED SYNCED"),
                Arguments.of(assigned(PRO), done(POWER), "rest SUBSCRIBED SYNCED"),
                Arguments.of(assigned(PRO), askedSecondsAgo(PRO, 5), "rest SUBSCRIBED SYNCED"),
                Arguments.of(assigned(POWER), null, "update PRO"),
                Arguments.of(assigned(POWER), done(PRO), "update PRO"),
                Arguments.of(assigned(POWER), done(POWER), "update PRO"),
                Arguments.of(assigned(POWER), askedSecondsAgo(PRO, 59), "rest PENDING PROGRESSING"),
                Arguments.of(assigned(POWER), askedSecondsAgo(PRO, 60), "update PRO"),
                Arguments.of(assigned(POWER), askedSecondsAgo(POWER, 5), "update PRO"),
                Arguments.of(UNTOLD, null, "update PRO"),
                Arguments.of(UNTOLD, done(PRO), "rest SUBSCRIBED SYNCED"),
                Arguments.of(UNTOLD, done(POWER), "update PRO"),
                Arguments.of(UNTOLD, askedSecondsAgo(PRO, 5), "rest SUBSCRIBED SYNCED"),
                Arguments.of(untoldBut(PRO), null, "rest SUBSCRIBED SYNCED"),
                Arguments.of(untoldBut(POWER), null, "update PRO"),
                Arguments.of(untoldBut(POWER), done(PRO), "rest SUBSCRIBED SYNCED"),
                Arguments.of(untoldBut(POWER), askedSecondsAgo(PRO, 600), "rest SUBSCRIBED SYNCED"),
                Arguments.of(SEEN, null, "update PRO"),
                Arguments.of(SEEN, done(PRO), "rest SUBSCRIBED SYNCED"),
                Arguments.of(SEEN, done(POWER), "update PRO"),
                Arguments.of(seen(PRO), null, "rest SUBSCRIBED SYNCED"),
                Arguments.of(seen(POWER), null, "update PRO"),
                Arguments.of(seen(POWER), done(PRO), "rest SUBSCRIBED SYNCED"),
                Arguments.of(UNREADABLE, null, "create PRO"),
                Arguments.of(UNREADABLE, done(PRO), "rest SUBSCRIBED SYNCED"),
                Arguments.of(UNREADABLE, done(POWER), "update PRO"),
                Arguments.of(UNREADABLE, askedSecondsAgo(PRO, 5), "rest SUBSCRIBED SYNCED"),
                Arguments.of(UNREADABLE, askedSecondsAgo(POWER, 5), "update PRO"));
    }

    @ParameterizedTest(name = "{0}, recorded {1}: {2}")
    @MethodSource("wanted")
    void aWantedPlanIsCreatedChangedAwaitedOrThere(
            GroupObservation observed, @Nullable Recorded recorded, String expected) {
        assertThat(word(PLANNER.decide(question(PRO, observed, recorded, true))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}, recorded {1}")
    @MethodSource("wanted")
    void aConnectionThatDoesNotWriteSaysWhatToDoByHandUnlessItIsDone(
            GroupObservation observed, @Nullable Recorded recorded, String expected) {
        boolean seen = !observed.equals(UNREADABLE) && expected.equals("rest SUBSCRIBED SYNCED");

        assertThat(word(PLANNER.decide(question(PRO, observed, recorded, false))))
                .isEqualTo(seen ? expected : "rest NONE SEATS_NOT_MANAGED");
    }

    static Stream<Arguments> unwanted() {
        return Stream.of(
                Arguments.of(NOT_ASSIGNED, null, "rest NONE", "rest NONE"),
                Arguments.of(NOT_ASSIGNED, done(PRO), "rest NONE", "rest NONE"),
                Arguments.of(NOT_ASSIGNED, askedSecondsAgo(PRO, 60), "rest NONE", "rest NONE"),
                Arguments.of(NOT_ASSIGNED, askedSecondsAgo(PRO, 59), "delete", "rest SUBSCRIBED PROGRESSING"),
                Arguments.of(assigned(PRO), null, "rest NONE", "rest NONE"),
                Arguments.of(assigned(PRO), done(PRO), "delete", "rest SUBSCRIBED PROGRESSING"),
                Arguments.of(assigned(POWER), done(PRO), "delete", "rest SUBSCRIBED PROGRESSING"),
                Arguments.of(UNTOLD, done(PRO), "delete", "rest SUBSCRIBED PROGRESSING"),
                Arguments.of(UNREADABLE, null, "rest NONE", "rest NONE"),
                Arguments.of(UNREADABLE, done(PRO), "delete", "rest SUBSCRIBED PROGRESSING"),
                Arguments.of(UNREADABLE, askedSecondsAgo(PRO, 5), "delete", "rest SUBSCRIBED PROGRESSING"));
    }

    @ParameterizedTest(name = "{0}, recorded {1}: {2}; while members need it: {3}")
    @MethodSource("unwanted")
    void onlyWhatThisOperatorAskedForIsGivenBackAndNotBeforeTheMembersHaveTheirOwn(
            GroupObservation observed, @Nullable Recorded recorded, String expected, String whileNeeded) {
        Question free = question(null, observed, recorded, true);
        Question needed = new Question(Optional.empty(), true, true, observed, free.recorded(), NOW);

        assertThat(word(PLANNER.decide(free))).isEqualTo(expected);
        assertThat(word(PLANNER.decide(needed))).isEqualTo(whileNeeded);
        assertThat(word(PLANNER.decide(question(null, observed, recorded, false))))
                .isEqualTo("rest NONE");
    }

    private static Recorded taken(Plan plan, long hoursAgo, @Nullable Confirmation by) {
        Instant then = NOW.minus(Duration.ofHours(hoursAgo));
        return new Recorded(
                plan, SubscriptionState.SUBSCRIBED, then, Optional.of(then), Optional.empty(), Optional.ofNullable(by));
    }

    private static AssignmentDecision.Rest rested(GroupObservation observed, Recorded recorded) {
        return (AssignmentDecision.Rest) PLANNER.decide(question(PRO, observed, recorded, true));
    }

    @Test
    void aPlanThatNothingTellsIsAwsAnswerAndNotReadBack() {
        for (GroupObservation observed : List.of(UNTOLD, untoldBut(POWER), SEEN, seen(POWER))) {
            AssignmentDecision.Rest rest = rested(observed, taken(PRO, 23, Confirmation.ANSWER));

            assertThat(rest.confirmedBy()).contains(Confirmation.ANSWER);
            assertThat(rest.finding().orElseThrow().message())
                    .contains("AWS's answer")
                    .doesNotContain("read back");
        }
        assertThat(rested(untoldBut(POWER), taken(PRO, 23, Confirmation.ANSWER))
                        .finding()
                        .orElseThrow()
                        .message())
                .contains("seats are on Power", "24 hours");
        assertThat(rested(untoldBut(PRO), taken(PRO, 23, Confirmation.ANSWER)).confirmedBy())
                .contains(Confirmation.SEATS);
    }

    @Test
    void seatsThatContradictAwsAnswerAfterADayShowThatTheRequestHadNoEffect() {
        for (GroupObservation observed : List.of(untoldBut(POWER), seen(POWER))) {
            assertThat(PLANNER.decide(question(PRO, observed, taken(PRO, 24, Confirmation.ANSWER), true)))
                    .isEqualTo(new AssignmentDecision.Update(PRO, true));
            assertThat(rested(observed, askedAgain(PRO, 86_401, 1)).finding().orElseThrow())
                    .extracting(Finding::reason)
                    .isEqualTo(Reason.NO_EFFECT);
            assertThat(PLANNER.decide(question(PRO, observed, askedAgain(PRO, 200_000, 86_400), true)))
                    .isEqualTo(new AssignmentDecision.Update(PRO, true));
        }
    }

    @Test
    void aPlanThatWasSeenAndIsAnotherNowWasChangedBySomebodyElse() {
        assertThat(PLANNER.decide(question(PRO, untoldBut(POWER), taken(PRO, 1, Confirmation.SEATS), true)))
                .isEqualTo(new AssignmentDecision.Update(PRO, false));
        assertThat(PLANNER.decide(question(PRO, untoldBut(POWER), taken(PRO, 25, Confirmation.LIST), true)))
                .isEqualTo(new AssignmentDecision.Update(PRO, false));
    }

    @Test
    void whatCannotBeReadBackIsNotSaidToHaveBeen() {
        AssignmentDecision decision = PLANNER.decide(question(PRO, UNREADABLE, done(PRO), true));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        AssignmentDecision.Rest.class,
                        rest -> assertThat(rest.finding())
                                .get()
                                .extracting(Finding::message)
                                .asString()
                                .contains("cannot be read back", "ListApplicationClaims: denied"));
    }

    private static String decided(Recorded recorded) {
        return word(PLANNER.decide(question(PRO, NOT_ASSIGNED, recorded, true)));
    }

    @Test
    void aRequestWithoutEffectIsNoticedAndRepeatedEverLessOften() {
        assertThat(decided(askedAgain(PRO, 400, 199))).isEqualTo("rest PENDING NO_EFFECT");
        assertThat(decided(askedAgain(PRO, 400, 200))).isEqualTo("create PRO");
        assertThat(PLANNER.decide(question(PRO, NOT_ASSIGNED, askedSecondsAgo(PRO, 60), true)))
                .isEqualTo(new AssignmentDecision.Create(PRO, true));
    }

    @Test
    void onlyARequestThatWasAnsweredWithSuccessHadNoEffect() {
        Recorded refused = new Recorded(
                PRO,
                SubscriptionState.PENDING,
                NOW.minusSeconds(400),
                Optional.empty(),
                Optional.of(NOW),
                Optional.empty());

        assertThat(decided(askedSecondsAgo(PRO, 30))).isEqualTo("rest PENDING PROGRESSING");
        assertThat(PLANNER.decide(question(PRO, NOT_ASSIGNED, refused, true)))
                .isEqualTo(new AssignmentDecision.Create(PRO, false));
        assertThat(PLANNER.decide(question(PRO, NOT_ASSIGNED, done(PRO), true)))
                .isEqualTo(new AssignmentDecision.Create(PRO, false));
    }

    private static Recorded held(Instant until) {
        return new Recorded(
                PRO,
                SubscriptionState.PENDING,
                NOW.minusSeconds(1_800),
                Optional.empty(),
                Optional.of(until),
                Optional.empty());
    }

    @Test
    void aRefusalThatNothingExplainsHoldsTheNextRequestBack() {
        assertThat(decided(held(NOW.plusSeconds(1)))).isEqualTo("rest PENDING CANCELLED_THIS_MONTH");
        assertThat(decided(held(NOW))).isEqualTo("create PRO");
    }

    @Test
    void aRefusedRequestIsNotTakenForAnAnsweredOneWhereNothingCanBeRead() {
        assertThat(word(PLANNER.decide(question(PRO, UNREADABLE, held(NOW), true))))
                .isEqualTo("create PRO");
        assertThat(word(PLANNER.decide(question(PRO, UNTOLD, held(NOW), true)))).isEqualTo("update PRO");
    }

    @Test
    void aHeldBackRequestSaysWhenTheMonthTurns() {
        assertThat(AssignmentPlanner.held(NOW, PRO).finding().orElseThrow().message())
                .contains("2026-12-01T00:00:00Z", "ConflictException");
    }

    private static Question any(Gen gen) {
        return new Question(
                gen.maybe(() -> gen.pick(Plan.class)),
                gen.flip(),
                gen.flip(),
                gen.pick(List.of(
                        NOT_ASSIGNED,
                        assigned(PRO),
                        assigned(POWER),
                        UNTOLD,
                        UNREADABLE,
                        SEEN,
                        seen(PRO),
                        seen(POWER))),
                gen.maybe(() -> new Recorded(
                        gen.pick(Plan.class),
                        gen.pick(List.of(SubscriptionState.PENDING, SubscriptionState.SUBSCRIBED)),
                        NOW.minusSeconds(gen.below(120)),
                        gen.maybe(() -> NOW.minusSeconds(gen.below(120))),
                        gen.maybe(() -> NOW.plusSeconds(gen.below(120) - 60)),
                        gen.maybe(() -> gen.pick(Confirmation.class)))),
                NOW);
    }

    @ForManySeeds
    void aConnectionThatDoesNotWriteNeverWrites(long seed) {
        Question question = any(new Gen(seed));

        if (!question.writable()) {
            assertThat(PLANNER.decide(question)).isInstanceOf(AssignmentDecision.Rest.class);
        }
    }

    @ForManySeeds
    void rightAfterItsOwnRequestThePlannerDoesNotAskAgain(long seed) {
        Question question = any(new Gen(seed));
        Optional<Plan> asked = PLANNER.decide(question) instanceof AssignmentDecision.Create create
                ? Optional.of(create.plan())
                : PLANNER.decide(question) instanceof AssignmentDecision.Update update
                        ? Optional.of(update.plan())
                        : Optional.empty();

        asked.ifPresent(plan -> {
            Question next = new Question(
                    question.wanted(),
                    question.keepForNow(),
                    true,
                    question.observed(),
                    Optional.of(new Recorded(
                            plan,
                            SubscriptionState.PENDING,
                            NOW,
                            Optional.of(NOW),
                            Optional.empty(),
                            Optional.empty())),
                    NOW.plusSeconds(2));
            assertThat(PLANNER.decide(next)).isInstanceOf(AssignmentDecision.Rest.class);
        });
    }

    @ForManySeeds
    void subscribedIsSaidOnlyWithAPlanThatIsWantedOrStillNeeded(long seed) {
        Question question = any(new Gen(seed));

        if (PLANNER.decide(question) instanceof AssignmentDecision.Rest rest
                && rest.state() == SubscriptionState.SUBSCRIBED) {
            assertThat(question.wanted().isPresent() || question.keepForNow()).isTrue();
            assertThat(question.wanted().isPresent() && question.observed().equals(NOT_ASSIGNED))
                    .isFalse();
        }
    }
}
