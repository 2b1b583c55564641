package dev.kirooperator.seat;

import static dev.kirooperator.api.v1alpha1.Plan.POWER;
import static dev.kirooperator.api.v1alpha1.Plan.PRO;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.seat.SeatCase.GroupWish;
import dev.kirooperator.seat.SeatCase.Memory;
import dev.kirooperator.seat.SeatCase.Sent;
import dev.kirooperator.seat.SeatCase.Wish;
import dev.kirooperator.seat.SeatStage.GroupShown;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cases for the seat machine: a usual one, and what makes others of it. */
final class SeatCases {

    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Instant YESTERDAY = NOW.minus(Duration.ofHours(23));

    private SeatCases() {}

    static Wish wish(@Nullable Plan individual, @Nullable Plan group) {
        return new Wish(
                Optional.ofNullable(individual),
                Optional.ofNullable(group).map(plan -> new GroupWish(plan, GroupShown.YES, Optional.empty())));
    }

    static Optional<Seat> seat(SeatStatus status, @Nullable Plan plan, @Nullable Plan inForce, SeatSource source) {
        return Optional.of(new Seat(
                "u", status, Optional.ofNullable(plan), Optional.ofNullable(inForce), source, Optional.empty()));
    }

    /** A case whose seat has been as it is since yesterday. */
    static SeatCase seatCase(Wish wish, Optional<Seat> seat) {
        return new SeatCase(
                wish,
                true,
                true,
                seat,
                Optional.empty(),
                new Memory(Optional.empty(), Optional.empty(), YESTERDAY, Optional.empty()),
                Optional.empty(),
                NOW);
    }

    static SeatCase remembering(SeatCase seat, Optional<Plan> ours, Sent last, Instant waitingSince) {
        return new SeatCase(
                seat.wish(),
                seat.writable(),
                seat.takesOver(),
                seat.seat(),
                seat.highestGroup(),
                new Memory(ours, Optional.of(last), seat.memory().since(), Optional.of(waitingSince)),
                seat.blocked(),
                seat.now());
    }

    static SeatCase since(SeatCase seat, Instant since) {
        Memory memory = seat.memory();
        return new SeatCase(
                seat.wish(),
                seat.writable(),
                seat.takesOver(),
                seat.seat(),
                seat.highestGroup(),
                new Memory(memory.ours(), memory.last(), since, memory.waitingSince()),
                seat.blocked(),
                seat.now());
    }

    static SeatCase at(SeatCase seat, Instant now) {
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

    /** A request that AWS took and showed long ago; the seat has been as wanted since. */
    static SeatCase askedForPower(SeatCase seat) {
        Instant then = NOW.minus(Duration.ofDays(10));
        return new SeatCase(
                seat.wish(),
                true,
                true,
                seat.seat(),
                seat.highestGroup(),
                new Memory(
                        Optional.of(POWER),
                        Optional.of(sent(new SeatRequest.Create(POWER), then)),
                        seat.memory().since(),
                        Optional.empty()),
                Optional.empty(),
                NOW);
    }

    static Sent sent(SeatRequest request, Instant at) {
        return new Sent(request, at, at, false);
    }

    /** The same case in which the individual assignment is this operator's. */
    static SeatCase owning(SeatCase seat) {
        Plan ours = seat.wish().individual().orElse(PRO);
        return new SeatCase(
                seat.wish(),
                true,
                true,
                seat.seat(),
                seat.highestGroup(),
                new Memory(Optional.of(ours), Optional.empty(), seat.memory().since(), Optional.empty()),
                Optional.empty(),
                NOW);
    }

    static SeatCase blocked(SeatCase seat, Instant until) {
        return new SeatCase(
                seat.wish(),
                true,
                true,
                seat.seat(),
                seat.highestGroup(),
                seat.memory(),
                Optional.of(until),
                seat.now());
    }

    static SeatCase inGroup(SeatCase seat, GroupShown shown, Optional<Instant> since) {
        Wish wish = new Wish(Optional.empty(), Optional.of(new GroupWish(PRO, shown, since)));
        return new SeatCase(
                wish, true, true, seat.seat(), seat.highestGroup(), seat.memory(), seat.blocked(), seat.now());
    }

    static SeatCase leavingOthers(SeatCase seat) {
        return new SeatCase(
                seat.wish(),
                seat.writable(),
                false,
                seat.seat(),
                seat.highestGroup(),
                seat.memory(),
                seat.blocked(),
                seat.now());
    }
}
