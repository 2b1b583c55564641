package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.seat.SeatCase.GroupWish;
import dev.kirooperator.seat.SeatCase.Sent;
import dev.kirooperator.seat.SeatStage.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The one model of a user's seat: from what is wanted, what AWS shows and the time to the stage, the next call, and the time of the
 * next look. Pure. {@code docs/seats.md} has the table, and the test of this class reads it from there.
 *
 * <p>What it keeps to (facts of Kiro's API, sections 1.3 to 1.5): a seat is never inferred from a membership; a plan changes by an
 * update, never by giving back and asking anew; a pending seat is not updated and a cancelled one not before the month turns;
 * nobody's seat goes before the one that replaces it is seen; a request that had no effect is repeated, ever less often; what is not
 * this operator's is neither changed nor given back.
 */
public final class SeatMachine {

    /** AWS says that it gives a group's members their seats within 24 hours. */
    public static final Duration GROUP_SYNC_LIMIT = Duration.ofHours(24);

    private static final Duration SHORTEST_LOOK = Duration.ofSeconds(2);

    private final RequestPace pace;

    /**
     * Makes a machine.
     *
     * @param readBack how long a request may take to show before it is made again
     */
    public SeatMachine(Duration readBack) {
        this.pace = new RequestPace(readBack);
    }

    public SeatAnswer answer(SeatCase seat) {
        return seat.wish().individual().map(plan -> individual(seat, plan)).orElseGet(() -> withoutIndividual(seat));
    }

    private SeatAnswer individual(SeatCase seat, Plan wanted) {
        if (isHeld(seat)) {
            return cancelled(seat);
        }
        Optional<Seat> own = own(seat);
        if (own.isPresent()) {
            return owned(seat, own.get(), wanted);
        }
        if (!seat.writable()) {
            return SeatAnswer.rest(
                    living(seat).map(shown -> seen(seat, shown)).orElseGet(() -> new SeatStage.ByHand(wanted)), false);
        }
        return ask(seat, new SeatRequest.Create(wanted), wanted);
    }

    private SeatAnswer owned(SeatCase seat, Seat own, Plan wanted) {
        boolean ours = seat.takesOver() || seat.memory().ours().isPresent();
        if (own.status() == SeatStatus.UNKNOWN) {
            return SeatAnswer.rest(new SeatStage.Unknown(), ours);
        }
        if (own.plan().map(plan -> covers(seat, own, plan, wanted)).orElse(true)) {
            return seenAnswer(seat, own, ours);
        }
        if (!ours && seat.writable()) {
            return SeatAnswer.rest(new SeatStage.Foreign(own.plan(), wanted), false);
        }
        if (own.status() == SeatStatus.PENDING) {
            return SeatAnswer.rest(new SeatStage.Pending(own.plan(), Optional.of(wanted)), ours);
        }
        if (!seat.writable()) {
            return seenAnswer(seat, own, ours);
        }
        Optional<Sent> created = seat.lastOf(new SeatRequest.Create(wanted));
        return created.filter(sent -> seat.now().isBefore(repeatAt(sent))).isPresent()
                ? ask(seat, new SeatRequest.Create(wanted), wanted)
                : ask(seat, new SeatRequest.Update(wanted), wanted);
    }

    private SeatAnswer ask(SeatCase seat, SeatRequest request, Plan wanted) {
        Optional<Sent> sent = seat.lastOf(request);
        boolean shown = living(seat).isPresent();
        if (sent.isPresent() && seat.now().isBefore(repeatAt(sent.get()))) {
            SeatStage stage = new SeatStage.Requested(wanted, sent.get().at(), shown, outcome(sent.get()));
            boolean made = !sent.get().conflicted();
            return SeatAnswer.wait(
                    stage,
                    nextLook(seat, sent.get()),
                    made || seat.memory().ours().isPresent());
        }
        if (request instanceof SeatRequest.Create
                && seat.blocked().filter(seat.now()::isBefore).isPresent()) {
            Instant retryAt = seat.blocked().orElseThrow();
            return SeatAnswer.wait(
                    new SeatStage.Blocked(retryAt),
                    retryAt,
                    seat.memory().ours().isPresent());
        }
        SeatStage.Outcome outcome = sent.map(last -> last.conflicted() ? Outcome.CONFLICTED : Outcome.UNHEEDED)
                .orElse(Outcome.OPEN);
        return new SeatAnswer(
                new SeatStage.Requested(wanted, seat.now(), shown, outcome),
                Optional.of(request),
                Optional.of(seat.now().plus(SHORTEST_LOOK)),
                true);
    }

    private static Outcome outcome(Sent sent) {
        if (sent.conflicted()) {
            return Outcome.CONFLICTED;
        }
        return sent.isRepeat() ? Outcome.UNHEEDED : Outcome.OPEN;
    }

    private SeatAnswer withoutIndividual(SeatCase seat) {
        Optional<Seat> own = own(seat);
        boolean ours = seat.memory().ours().isPresent() && seat.writable();
        if (ours && own.isPresent()) {
            return giveBack(seat, own.get());
        }
        Optional<Instant> created = seat.memory()
                .last()
                .filter(sent -> sent.request() instanceof SeatRequest.Create)
                .map(Sent::at);
        if (ours
                && !isCancelled(seat)
                && created.map(at -> at.plus(pace.readBack()))
                        .filter(seat.now()::isBefore)
                        .isPresent()) {
            return SeatAnswer.wait(
                    new SeatStage.Withdrawn(created.orElseThrow()), soon(seat, created.orElseThrow()), true);
        }
        return seat.wish()
                .group()
                .map(group -> throughGroup(seat, group))
                .orElseGet(() -> SeatAnswer.rest(new SeatStage.None(), false));
    }

    /** The own seat goes once the group's seat is seen beside it, or at once where no group is to bring one. */
    private SeatAnswer giveBack(SeatCase seat, Seat own) {
        boolean replaced = own.source() == SeatSource.INDIVIDUAL_AND_GROUP;
        if (seat.wish().group().isPresent() && !replaced) {
            return seenAnswer(seat, own, true);
        }
        SeatRequest request = new SeatRequest.Delete();
        Optional<Sent> sent = seat.lastOf(request);
        if (sent.isPresent() && seat.now().isBefore(repeatAt(sent.get()))) {
            return SeatAnswer.wait(new SeatStage.Returning(sent.get().at()), nextLook(seat, sent.get()), true);
        }
        return new SeatAnswer(
                new SeatStage.Returning(seat.now()),
                Optional.of(request),
                Optional.of(seat.now().plus(SHORTEST_LOOK)),
                true);
    }

    private SeatAnswer throughGroup(SeatCase seat, GroupWish group) {
        if (isHeld(seat)) {
            return cancelled(seat);
        }
        Optional<Seat> shown = living(seat);
        if (shown.isPresent()) {
            return seenAnswer(seat, shown.get(), false);
        }
        Instant since = later(
                isCancelled(seat) ? Months.begin(seat.now()) : seat.memory().since(), group.since());
        Instant late = since.plus(GROUP_SYNC_LIMIT);
        return seat.now().isBefore(late) || group.assigned() == SeatStage.GroupShown.NO
                ? SeatAnswer.wait(
                        new SeatStage.WaitingForGroup(since, group.assigned()), soonest(seat, since, late), false)
                : SeatAnswer.wait(new SeatStage.Late(since), soon(seat, since), false);
    }

    private static SeatAnswer cancelled(SeatCase seat) {
        Instant until = Months.end(seat.now());
        boolean asks = seat.wish().individual().isPresent();
        return SeatAnswer.wait(new SeatStage.Cancelled(until, asks), until, false);
    }

    private static SeatAnswer seenAnswer(SeatCase seat, Seat shown, boolean ours) {
        SeatStage stage = seen(seat, shown);
        return stage instanceof SeatStage.Downgrading downgrading
                ? SeatAnswer.wait(stage, downgrading.at(), ours)
                : SeatAnswer.rest(stage, ours);
    }

    private static SeatStage seen(SeatCase seat, Seat shown) {
        return switch (shown.status()) {
            case PENDING -> new SeatStage.Pending(shown.effectivePlan(), Optional.empty());
            case ACTIVE -> active(seat, shown);
            case CANCELLED -> cancelled(seat).stage();
            case UNKNOWN -> new SeatStage.Unknown();
        };
    }

    private static SeatStage active(SeatCase seat, Seat shown) {
        boolean lower = shown.plan().isPresent()
                && shown.effectivePlan()
                        .filter(inForce -> inForce.compareTo(shown.plan().get()) > 0)
                        .isPresent();
        return lower
                ? new SeatStage.Downgrading(
                        shown.effectivePlan().orElseThrow(), shown.plan().orElseThrow(), Months.end(seat.now()))
                : new SeatStage.Active(shown.effectivePlan(), groupsHigherPlan(seat, shown));
    }

    /** What a group is to bring and has not brought yet. */
    private static Optional<Plan> groupsHigherPlan(SeatCase seat, Seat shown) {
        return seat.wish()
                .group()
                .map(GroupWish::plan)
                .filter(plan -> shown.effectivePlan()
                        .filter(inForce -> inForce.compareTo(plan) < 0)
                        .isPresent());
    }

    /**
     * Whether nothing has to be asked for. A user in a group as well has the higher of both plans: one that is higher than wanted is the
     * group's, unless the own assignment was last asked for another plan, or no group has it.
     */
    private static boolean covers(SeatCase seat, Seat own, Plan shown, Plan wanted) {
        if (shown == wanted) {
            return true;
        }
        boolean mayBeGroups = own.source() == SeatSource.INDIVIDUAL_AND_GROUP
                && shown.compareTo(wanted) > 0
                && seat.highestGroup().filter(plan -> plan.compareTo(shown) < 0).isEmpty();
        return mayBeGroups
                && seat.memory()
                        .last()
                        .flatMap(sent -> sent.request().asks())
                        .filter(asked -> asked != wanted)
                        .isEmpty();
    }

    /**
     * The seat that rests on an assignment of the user itself. Where AWS does not tell what it rests on, it does once this operator
     * has asked for one: AWS then has made it, or has answered with a conflict that it is there.
     */
    private static Optional<Seat> own(SeatCase seat) {
        boolean asked = seat.memory().ours().isPresent()
                || seat.memory()
                        .last()
                        .filter(sent -> sent.request() instanceof SeatRequest.Create)
                        .isPresent();
        return living(seat).filter(shown -> switch (shown.source()) {
            case INDIVIDUAL, INDIVIDUAL_AND_GROUP -> true;
            case GROUP -> false;
            case UNKNOWN -> asked;
        });
    }

    private static Optional<Seat> living(SeatCase seat) {
        return seat.seat().filter(shown -> shown.status() != SeatStatus.CANCELLED);
    }

    private static boolean isCancelled(SeatCase seat) {
        return seat.seat()
                .filter(shown -> shown.status() == SeatStatus.CANCELLED)
                .isPresent();
    }

    /** A cancelled row that was seen last month already holds nobody back: whether AWS drops it then is not known. */
    private static boolean isHeld(SeatCase seat) {
        return isCancelled(seat) && Months.isSame(seat.memory().since(), seat.now());
    }

    private Instant nextLook(SeatCase seat, Sent sent) {
        return earlier(soon(seat, sent.at()), repeatAt(sent));
    }

    private Instant repeatAt(Sent sent) {
        return pace.repeatAt(sent.at(), sent.first());
    }

    /** Soon, and ever less often the longer it has been waited for. */
    private static Instant soon(SeatCase seat, Instant since) {
        Duration half = Duration.between(since, seat.now()).dividedBy(2);
        return seat.now().plus(half.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : half);
    }

    /** Soon, and at that moment if it still comes. */
    private static Instant soonest(SeatCase seat, Instant since, Instant moment) {
        Instant soon = soon(seat, since);
        return seat.now().isBefore(moment) ? earlier(soon, moment) : soon;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Optional<Instant> b) {
        return b.filter(a::isBefore).orElse(a);
    }
}
