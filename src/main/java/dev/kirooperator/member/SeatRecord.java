package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.MemberSeatStatus;
import dev.kirooperator.api.v1alpha1.OtherSeatStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatOperation;
import dev.kirooperator.api.v1alpha1.SeatOrigin;
import dev.kirooperator.api.v1alpha1.SeatRequestStatus;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.converge.OtherProfiles.Elsewhere;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatAnswer;
import dev.kirooperator.seat.SeatCase.Sent;
import dev.kirooperator.seat.SeatRequest;
import dev.kirooperator.seat.SeatSource;
import dev.kirooperator.seat.SeatStage;
import dev.kirooperator.seat.SeatStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code status.seat} remembers, and what it becomes. Pure. */
final class SeatRecord {

    private SeatRecord() {}

    /** The last request; one that cannot be read counts as none. */
    static Optional<Sent> lastRequest(Optional<MemberSeatStatus> recorded) {
        return recorded.flatMap(seat -> Optional.ofNullable(seat.lastRequest()))
                .filter(last -> last.time() != null)
                .flatMap(last -> request(last)
                        .map(request -> new Sent(
                                request,
                                Instant.parse(last.time()),
                                Instant.parse(last.firstTime() == null ? last.time() : last.firstTime()),
                                last.conflict() != null)));
    }

    /** Since when AWS shows the seat, or its absence, as it does now. */
    static Instant since(Optional<MemberSeatStatus> recorded, Optional<Seat> seat, Instant now) {
        SeatState state = state(seat);
        return recorded.filter(known -> known.state() == state)
                .flatMap(known -> Optional.ofNullable(known.since()))
                .map(Instant::parse)
                .orElseGet(() -> seat.filter(s -> state == SeatState.ACTIVE)
                        .flatMap(Seat::activatedAt)
                        .orElse(now)
                        .truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * The new {@code status.seat}; empty when there is nothing to tell.
     *
     * @param wanted the plan that the manifests ask for
     * @param individual the plan of the individual assignment that is this object's
     * @param last the last request, a new one included
     */
    static Optional<MemberSeatStatus> next(
            Optional<Seat> seat,
            Instant since,
            Optional<Plan> wanted,
            Optional<Plan> individual,
            Optional<SeatRequestStatus> last,
            SeatAnswer answer,
            List<Elsewhere> elsewhere) {
        if (seat.isEmpty() && wanted.isEmpty() && individual.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new MemberSeatStatus(
                state(seat),
                wanted.orElse(null),
                seat.map(s -> origin(s.source())).orElse(SeatOrigin.UNKNOWN),
                since.toString(),
                seat.flatMap(Seat::effectivePlan).orElse(null),
                individual.orElse(null),
                last.orElse(null),
                changesAt(answer.stage()),
                elsewhere.isEmpty()
                        ? null
                        : elsewhere.stream().map(SeatRecord::other).toList()));
    }

    /** The record with a request that is about to be sent, for this plan of the object's own. */
    static Optional<MemberSeatStatus> noted(
            Optional<MemberSeatStatus> recorded, Instant since, Optional<Plan> own, Sent sent) {
        return Optional.of(with(
                recorded.orElseGet(() -> new MemberSeatStatus(
                        SeatState.UNKNOWN, null, SeatOrigin.UNKNOWN, since.toString(), null, null, null, null, null)),
                own.orElse(null),
                sent(sent, Optional.empty())));
    }

    /** The noted record without its request, which AWS refused. */
    static Optional<MemberSeatStatus> refused(Optional<MemberSeatStatus> noted, Optional<MemberSeatStatus> recorded) {
        return noted.map(seat -> with(
                seat,
                seat.individualPlan(),
                recorded.map(MemberSeatStatus::lastRequest).orElse(null)));
    }

    private static MemberSeatStatus with(
            MemberSeatStatus seat, @Nullable Plan individual, @Nullable SeatRequestStatus last) {
        return new MemberSeatStatus(
                seat.state(),
                seat.plan(),
                seat.source(),
                seat.since(),
                seat.effectivePlan(),
                individual,
                last,
                seat.changesAt(),
                seat.otherProfiles());
    }

    /** The record of a user whose individual assignment was just asked to be given back. */
    static MemberSeatStatus returning(Optional<MemberSeatStatus> recorded, Instant now) {
        SeatRequestStatus request = sent(new Sent(new SeatRequest.Delete(), now, now, false), Optional.empty());
        return recorded.map(seat -> with(seat, seat.individualPlan(), request))
                .orElseGet(() ->
                        new MemberSeatStatus(SeatState.UNKNOWN, null, null, null, null, null, request, null, null));
    }

    /** The record of a user who has gone: what AWS still shows, and the request that gave the individual assignment back. */
    static Optional<MemberSeatStatus> returned(
            Optional<MemberSeatStatus> recorded, Optional<Seat> seat, Instant since) {
        Optional<SeatRequestStatus> last = recorded.flatMap(known -> Optional.ofNullable(known.lastRequest()));
        if (seat.isEmpty() && last.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new MemberSeatStatus(
                state(seat),
                null,
                seat.map(s -> origin(s.source())).orElse(SeatOrigin.UNKNOWN),
                since.toString(),
                seat.flatMap(Seat::effectivePlan).orElse(null),
                null,
                last.orElse(null),
                null,
                null));
    }

    /** A request as it is recorded. */
    static SeatRequestStatus sent(Sent sent, Optional<String> conflict) {
        String time = sent.at().truncatedTo(ChronoUnit.SECONDS).toString();
        String firstTime = sent.first().truncatedTo(ChronoUnit.SECONDS).toString();
        return new SeatRequestStatus(
                operation(sent.request()),
                sent.request().asks().orElse(null),
                time,
                firstTime.equals(time) ? null : firstTime,
                conflict.orElse(null));
    }

    static SeatState state(SeatStatus status) {
        return switch (status) {
            case ACTIVE -> SeatState.ACTIVE;
            case PENDING -> SeatState.PENDING;
            case CANCELLED -> SeatState.CANCELLED;
            case UNKNOWN -> SeatState.UNKNOWN;
        };
    }

    private static SeatState state(Optional<Seat> seat) {
        return seat.map(s -> state(s.status())).orElse(SeatState.UNKNOWN);
    }

    private static @Nullable String changesAt(SeatStage stage) {
        if (stage instanceof SeatStage.Cancelled cancelled) {
            return cancelled.until().toString();
        }
        return stage instanceof SeatStage.Downgrading downgrading
                ? downgrading.at().toString()
                : null;
    }

    private static Optional<SeatRequest> request(SeatRequestStatus last) {
        Plan plan = last.plan();
        if (last.operation() == SeatOperation.DELETE) {
            return Optional.of(new SeatRequest.Delete());
        }
        if (last.operation() == null || plan == null) {
            return Optional.empty();
        }
        return Optional.of(
                last.operation() == SeatOperation.CREATE ? new SeatRequest.Create(plan) : new SeatRequest.Update(plan));
    }

    private static SeatOperation operation(SeatRequest request) {
        if (request instanceof SeatRequest.Create) {
            return SeatOperation.CREATE;
        }
        return request instanceof SeatRequest.Update ? SeatOperation.UPDATE : SeatOperation.DELETE;
    }

    private static OtherSeatStatus other(Elsewhere elsewhere) {
        return new OtherSeatStatus(
                elsewhere.connection(),
                elsewhere.seat().effectivePlan().orElse(null),
                state(elsewhere.seat().status()));
    }

    private static SeatOrigin origin(SeatSource source) {
        return switch (source) {
            case INDIVIDUAL -> SeatOrigin.INDIVIDUAL;
            case GROUP -> SeatOrigin.GROUP;
            case INDIVIDUAL_AND_GROUP -> SeatOrigin.INDIVIDUAL_AND_GROUP;
            case UNKNOWN -> SeatOrigin.UNKNOWN;
        };
    }
}
