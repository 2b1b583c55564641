package dev.kirooperator.seat;

import java.time.Instant;
import java.util.Optional;

/**
 * What follows from a {@link SeatCase}.
 *
 * @param stage the seat's stage once the call is made
 * @param call the next call to AWS, at most one
 * @param lookAt when to look again, if earlier than regularly
 * @param ours whether an individual assignment of this operator's stays behind
 */
public record SeatAnswer(SeatStage stage, Optional<SeatRequest> call, Optional<Instant> lookAt, boolean ours) {

    static SeatAnswer rest(SeatStage stage, boolean ours) {
        return new SeatAnswer(stage, Optional.empty(), Optional.empty(), ours);
    }

    static SeatAnswer wait(SeatStage stage, Instant lookAt, boolean ours) {
        return new SeatAnswer(stage, Optional.empty(), Optional.of(lookAt), ours);
    }

    /** The same, with the call left to somebody else, who also says when it is due. */
    public SeatAnswer leftToAnother() {
        return call.isEmpty() ? this : rest(stage, ours);
    }
}
