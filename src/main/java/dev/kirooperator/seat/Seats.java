package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.Plan;
import java.time.Duration;
import java.util.Optional;

/**
 * The Kiro subscriptions of one connection.
 *
 * <p>AWS answers writes before their effect can be read, sometimes without having one; whoever writes has to read back. Every method
 * may throw {@link dev.kirooperator.aws.AwsException}.
 */
public interface Seats {

    /** Whether this connection writes assignments at all ({@code kiro.connections.<name>.kiro.seat-api} is not {@code none}). */
    boolean writable();

    /** The generation of the assignment API that answered a write; empty while none was answered. Makes no call, never throws. */
    Optional<AssignmentGeneration> generation();

    /** Use beyond the credits, asked at most once an hour; empty when it cannot be read. Never throws. */
    Optional<Overage> overage();

    /** The shared snapshot, read again first when it is older than {@code maxAge}. */
    SeatSnapshot snapshot(Duration maxAge);

    /** The shared snapshot as it is, however old, without asking AWS; empty before the first read. */
    Optional<SeatSnapshot> latest();

    /** Since when and until when AWS is not asked for new seats, because it gives this account none. */
    Optional<AccountBlock> block();

    /** Lets the next {@link #create} through although {@link #block} says to wait: somebody says that AWS has lifted it. */
    void askAgain();

    /**
     * Subscribes a principal ({@code CreateAssignment}). While AWS gives the account no seats, one such call is sent in each waiting
     * time and the others fail as it did.
     */
    void create(Principal principal, Plan plan);

    /** Changes the plan in place ({@code UpdateAssignment}). */
    void update(Principal principal, Plan plan);

    /** Gives the subscription back ({@code DeleteAssignment}); one that is gone already is given back. */
    void delete(Principal principal);
}
