package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.SeatRequestStatus;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.seat.Principal;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatAnswer;
import dev.kirooperator.seat.SeatCase;
import dev.kirooperator.seat.SeatCase.Sent;
import dev.kirooperator.seat.SeatMachine;
import dev.kirooperator.seat.SeatRequest;
import dev.kirooperator.seat.SeatStage;
import dev.kirooperator.seat.Seats;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends a seat's next request, and resolves by reading what AWS's answer leaves open. */
final class SeatSending {

    private final SeatMachine machine;
    private final Seats seats;
    private final Principal.User user;
    private final InstantSource clock;
    private final Consumer<Sent> note;

    /**
     * Makes the sending for one user.
     *
     * @param clock the time at which a request is really sent: the look that it follows from may have begun long before
     * @param note remembers, before it is sent, a request after which the user may have an assignment: whatever happens then, somebody
     *     has to know that it may be there
     */
    SeatSending(SeatMachine machine, Seats seats, Principal.User user, InstantSource clock, Consumer<Sent> note) {
        this.machine = machine;
        this.seats = seats;
        this.user = user;
        this.clock = clock;
        this.note = note;
    }

    /**
     * What came of it.
     *
     * @param sent the request, if one was sent
     * @param seat the seat as it was last read
     */
    record Outcome(SeatAnswer answer, Optional<SeatRequestStatus> sent, Optional<Seat> seat) {}

    /**
     * Sends the answer's call, if it has one.
     *
     * @throws AwsException when AWS refuses for a reason that reading does not explain
     */
    Outcome carryOut(SeatCase question, SeatAnswer answer) {
        if (answer.call().isEmpty()) {
            return new Outcome(answer, Optional.empty(), question.seat());
        }
        SeatRequest request = answer.call().get();
        Sent sent = question.sending(request, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        if (request.asks().isPresent()) {
            note.accept(sent);
        }
        try {
            send(request);
            return new Outcome(answer, Optional.of(SeatRecord.sent(sent, Optional.empty())), question.seat());
        } catch (AwsException e) {
            return explain(question, sent, e);
        }
    }

    private void send(SeatRequest request) {
        if (request instanceof SeatRequest.Create create) {
            seats.create(user, create.plan());
        } else if (request instanceof SeatRequest.Update update) {
            seats.update(user, update.plan());
        } else {
            seats.delete(user);
        }
    }

    /**
     * A conflict says that the seat is there already, or not to be had; where AWS has taken the same request before, it is there. A refused update may have met a seat that is pending: AWS
     * answers that as it answers a blocked account.
     */
    private Outcome explain(SeatCase question, Sent sent, AwsException refused) {
        AwsFailure failure = refused.failure();
        boolean conflict = failure instanceof AwsFailure.Conflict;
        boolean mayBePending = sent.request() instanceof SeatRequest.Update
                && (failure instanceof AwsFailure.AccountBlocked || failure instanceof AwsFailure.Denied);
        if (!conflict && !mayBePending) {
            throw refused;
        }
        Optional<Seat> seat = seats.snapshot(Duration.ZERO).seat(user.id());
        Sent answered = conflict ? question.refused(sent) : sent;
        SeatAnswer explained = machine.answer(question.after(answered, seat));
        if (!conflict && !(explained.stage() instanceof SeatStage.Pending)) {
            throw refused;
        }
        Optional<String> requestId =
                Optional.of(failure.call().requestId().orElse("unknown")).filter(id -> answered.conflicted());
        return new Outcome(
                explained, conflict ? Optional.of(SeatRecord.sent(answered, requestId)) : Optional.empty(), seat);
    }
}
