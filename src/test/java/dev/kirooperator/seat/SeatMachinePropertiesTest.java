package dev.kirooperator.seat;

import static dev.kirooperator.seat.SeatSource.INDIVIDUAL;
import static dev.kirooperator.seat.SeatSource.INDIVIDUAL_AND_GROUP;
import static dev.kirooperator.seat.SeatStatus.ACTIVE;
import static dev.kirooperator.seat.SeatStatus.CANCELLED;
import static dev.kirooperator.seat.SeatStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.seat.SeatCase.GroupWish;
import dev.kirooperator.seat.SeatCase.Memory;
import dev.kirooperator.seat.SeatCase.Sent;
import dev.kirooperator.seat.SeatCase.Wish;
import dev.kirooperator.seat.SeatStage.GroupShown;
import dev.kirooperator.testing.ForManySeeds;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What holds of every seat, whatever is wanted, shown and remembered. */
class SeatMachinePropertiesTest {

    private static final Duration READ_BACK = Duration.ofMinutes(1);
    private static final SeatMachine MACHINE = new SeatMachine(READ_BACK);
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private static SeatCase at(SeatCase seat, Instant now) {
        return new SeatCase(
                seat.wish(),
                seat.writable(),
                seat.takesOver(),
                seat.seat(),
                seat.highestGroup(),
                seat.memory(),
                seat.blocked(),
                now);
    }

    private static SeatCase any(Gen gen) {
        Instant now = NOW.plus(gen.upTo(Duration.ofDays(10)));
        return new SeatCase(
                new Wish(
                        gen.maybe(() -> gen.pick(Plan.class)),
                        gen.maybe(() -> new GroupWish(
                                gen.pick(Plan.class),
                                gen.pick(GroupShown.class),
                                gen.maybe(() -> now.minus(gen.upTo(Duration.ofDays(3))))))),
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
                new Memory(
                        gen.maybe(() -> gen.pick(Plan.class)),
                        gen.maybe(() -> sent(gen, now.minus(gen.upTo(READ_BACK.multipliedBy(2))))),
                        now.minus(gen.upTo(Duration.ofDays(40))),
                        gen.maybe(() -> now.minus(gen.upTo(Duration.ofHours(2))))),
                gen.maybe(() -> now.plus(gen.upTo(Duration.ofMinutes(2))).minusSeconds(60)),
                now);
    }

    private static Sent sent(Gen gen, Instant at) {
        return new Sent(request(gen), at, at.minus(gen.upTo(Duration.ofHours(1))), gen.flip());
    }

    private static SeatRequest request(Gen gen) {
        return gen.pick(List.of(
                new SeatRequest.Create(gen.pick(Plan.class)),
                new SeatRequest.Update(gen.pick(Plan.class)),
                new SeatRequest.Delete()));
    }

    @ForManySeeds
    void aConnectionThatDoesNotWriteNeverWrites(long seed) {
        SeatCase seat = any(new Gen(seed));
        SeatCase readOnly = new SeatCase(
                seat.wish(),
                false,
                seat.takesOver(),
                seat.seat(),
                seat.highestGroup(),
                seat.memory(),
                seat.blocked(),
                seat.now());

        assertThat(MACHINE.answer(readOnly).call()).isEmpty();
    }

    @ForManySeeds
    void aWantedSeatIsNeverGivenBackAndAnUnwantedOneNeverAskedFor(long seed) {
        SeatCase seat = any(new Gen(seed));

        MACHINE.answer(seat)
                .call()
                .ifPresent(call -> assertThat(call.asks()).isEqualTo(seat.wish().individual()));
    }

    @ForManySeeds
    void whatSomebodyElseMadeIsNeitherChangedNorGivenBackNorRemembered(long seed) {
        SeatCase seat = any(new Gen(seed));
        SeatAnswer answer = MACHINE.answer(seat);

        if (!seat.takesOver() && seat.memory().ours().isEmpty()) {
            assertThat(answer.call().filter(call -> !(call instanceof SeatRequest.Create)))
                    .isEmpty();
            assertThat(answer.call().isPresent() || !answer.ours() || answer.stage() instanceof SeatStage.Requested)
                    .isTrue();
        }
    }

    @ForManySeeds
    void nothingIsGivenBackThatIsNotThisOperatorsOrThatNothingReplaces(long seed) {
        SeatCase seat = any(new Gen(seed));

        if (MACHINE.answer(seat)
                .call()
                .filter(SeatRequest.Delete.class::isInstance)
                .isPresent()) {
            assertThat(seat.memory().ours()).isPresent();
            assertThat(seat.wish().group().isEmpty()
                            || seat.seat().orElseThrow().source() == INDIVIDUAL_AND_GROUP)
                    .isTrue();
        }
    }

    @ForManySeeds
    void whatWasJustSentIsNotSentAgain(long seed) {
        SeatCase seat = any(new Gen(seed));

        MACHINE.answer(seat).call().ifPresent(call -> {
            SeatCase next = seat.after(seat.sending(call, seat.now()), seat.seat());
            assertThat(MACHINE.answer(at(next, seat.now().plusSeconds(2))).call())
                    .isEmpty();
        });
    }

    @ForManySeeds
    void onlyAnActiveSeatIsUpdatedAndOnlyAnAbsentOneCreated(long seed) {
        SeatCase seat = any(new Gen(seed));
        Optional<SeatStatus> status = seat.seat().map(Seat::status);

        MACHINE.answer(seat).call().ifPresent(call -> {
            if (call instanceof SeatRequest.Update) {
                assertThat(status).contains(ACTIVE);
            }
            if (call instanceof SeatRequest.Create) {
                assertThat(seat.seat()
                                .filter(s -> s.source() == INDIVIDUAL || s.source() == INDIVIDUAL_AND_GROUP)
                                .filter(s -> s.status() != CANCELLED)
                                .isEmpty())
                        .isTrue();
            }
        });
    }

    @ForManySeeds
    void activeAndPendingAreOnlySaidOfWhatAwsShows(long seed) {
        SeatCase seat = any(new Gen(seed));
        SeatStage stage = MACHINE.answer(seat).stage();
        Optional<SeatStatus> status = seat.seat().map(Seat::status);

        if (stage instanceof SeatStage.Active || stage instanceof SeatStage.Downgrading) {
            assertThat(status).contains(ACTIVE);
        }
        if (stage instanceof SeatStage.Pending) {
            assertThat(status).contains(PENDING);
        }
    }

    @ForManySeeds
    void theNextLookIsInTheFuture(long seed) {
        SeatCase seat = any(new Gen(seed));

        MACHINE.answer(seat).lookAt().ifPresent(at -> assertThat(at).isAfter(seat.now()));
    }

    /** What AWS would show of an own assignment beside a group's: one row with the higher plan. */
    private static Optional<Seat> shown(Optional<Plan> own, Optional<Plan> group) {
        SeatSource source = own.isEmpty() ? SeatSource.GROUP : group.isEmpty() ? INDIVIDUAL : INDIVIDUAL_AND_GROUP;
        Optional<Plan> plan = Stream.concat(own.stream(), group.stream()).max(Comparator.naturalOrder());
        return plan.map(highest -> new Seat("u", ACTIVE, plan, plan, source, Optional.empty()));
    }

    /** The model of an AWS that does what it is asked: the person ends with the plan that is wanted, and no higher one. */
    @ForManySeeds
    void anActiveSeatEndsOnTheWantedPlanWhateverThisOperatorAskedForBefore(long seed) {
        Gen gen = new Gen(seed);
        Optional<Plan> group = gen.maybe(() -> gen.pick(Plan.class));
        Optional<Plan> own = Optional.of(gen.pick(Plan.class));
        Optional<Plan> wanted = gen.maybe(() -> gen.pick(Plan.class));
        Optional<Plan> highestGroup = gen.flip() ? group : Optional.empty();
        Sent before = new Sent(new SeatRequest.Create(own.get()), NOW.minusSeconds(600), NOW.minusSeconds(600), false);
        Memory memory = new Memory(own, Optional.of(before), NOW.minusSeconds(500), Optional.empty());
        SeatCase seat = new SeatCase(
                new Wish(wanted, group.map(plan -> new GroupWish(plan, GroupShown.YES, Optional.empty()))),
                true,
                gen.flip(),
                shown(own, group),
                highestGroup,
                memory,
                Optional.empty(),
                NOW);

        for (int round = 0; round < 3; round++) {
            Optional<SeatRequest> call = MACHINE.answer(seat).call();
            if (call.isPresent()) {
                own = call.get().asks();
                seat = at(
                        seat.after(seat.sending(call.get(), seat.now()), shown(own, group)),
                        seat.now().plusSeconds(90));
            }
        }

        assertThat(own.isPresent()).isEqualTo(wanted.isPresent());
        assertThat(shown(own, group)).isEqualTo(shown(wanted, group));
    }
}
