package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that decides about one user's seat in one Kiro profile.
 *
 * @param wish what the manifests ask for
 * @param writable whether the connection writes assignments
 * @param takesOver whether an individual assignment that somebody else made becomes this operator's where one is wished for
 * @param seat the row that AWS shows, from a list that was read to its end
 * @param highestGroup the highest plan that any group of the profile is assigned, whoever is in it; empty where AWS does not tell
 * @param memory what this operator remembers
 * @param blocked until when AWS need not be asked for a new seat, since it refused the last one to this account
 */
public record SeatCase(
        Wish wish,
        boolean writable,
        boolean takesOver,
        Optional<Seat> seat,
        Optional<Plan> highestGroup,
        Memory memory,
        Optional<Instant> blocked,
        Instant now) {

    /** Longer than any pause between two requests of one series. */
    private static final Duration FORGOTTEN = Duration.ofHours(3);

    /**
     * What the manifests ask for.
     *
     * @param individual the plan that the user is to be assigned itself
     * @param group what the user's subscribed groups are to bring
     */
    public record Wish(Optional<Plan> individual, Optional<GroupWish> group) {}

    /**
     * A seat that is to come with a group.
     *
     * @param plan the highest of the groups' plans
     * @param assigned whether AWS shows that group's assignment
     * @param since since when the group is assigned, as far as it is known
     */
    public record GroupWish(Plan plan, SeatStage.GroupShown assigned, Optional<Instant> since) {}

    /**
     * What the operator remembers.
     *
     * @param ours the plan of the individual assignment that is this operator's to change and to give back
     * @param last the last request, whether or not AWS answered it
     * @param since since when AWS shows the seat, or its absence, as it does now
     * @param waitingSince since when the seat has not been as wanted; empty when it was
     */
    public record Memory(Optional<Plan> ours, Optional<Sent> last, Instant since, Optional<Instant> waitingSince) {}

    /**
     * A request that was sent.
     *
     * @param first when the same request was first sent, if it is one of a series without effect; else {@code at}
     * @param conflicted whether AWS refused it with a conflict
     */
    public record Sent(SeatRequest request, Instant at, Instant first, boolean conflicted) {

        boolean isRepeat() {
            return first.isBefore(at);
        }
    }

    /** The request, sent at that time: the next of its series, if there is one. */
    public Sent sending(SeatRequest request, Instant at) {
        return new Sent(request, at, lastOf(request).map(Sent::first).orElse(at), false);
    }

    /** The same request refused with a conflict; one that AWS has taken before explains that by itself. */
    public Sent refused(Sent sent) {
        boolean wasTaken = lastOf(sent.request).filter(last -> !last.conflicted).isPresent();
        return new Sent(sent.request, sent.at, sent.first, !wasTaken);
    }

    /**
     * The last request, if it is this one and is still waited for: not one after which things were as wanted, or an old one. A change that
     * nothing is known to wait for was done; a create may have been noted just before a crash.
     */
    Optional<Sent> lastOf(SeatRequest request) {
        boolean isDone = request instanceof SeatRequest.Update && memory.waitingSince.isEmpty();
        return memory.last
                .filter(sent -> !isDone && sent.request.equals(request))
                .filter(sent -> memory.waitingSince.filter(sent.at::isBefore).isEmpty())
                .filter(sent -> now.isBefore(sent.at.plus(FORGOTTEN)));
    }

    /** The case if this plan of the user's own were wished for. */
    public SeatCase wishing(Plan individual) {
        return new SeatCase(
                new Wish(Optional.of(individual), wish.group()),
                writable,
                takesOver,
                seat,
                highestGroup,
                memory,
                blocked,
                now);
    }

    /** The case after a request was sent and the seat read again. */
    public SeatCase after(Sent sent, Optional<Seat> seatThen) {
        return new SeatCase(
                wish,
                writable,
                takesOver,
                seatThen,
                highestGroup,
                new Memory(
                        memory.ours, Optional.of(sent), memory.since, memory.waitingSince.or(() -> Optional.of(now))),
                blocked,
                now);
    }
}
