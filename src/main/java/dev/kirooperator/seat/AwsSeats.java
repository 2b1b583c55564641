package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.AwsFailure.Subject;
import dev.kirooperator.aws.Replica;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Kiro's subscriptions through AWS's private APIs; see this package's README. */
final class AwsSeats implements Seats {

    private final String connection;
    private final Optional<AssignmentApi> assignments;
    private final SubscriptionsApi subscriptions;
    private final GroupReader groups;
    private final Replica<SeatSnapshot> snapshot;
    private final BlockedAccount blocked;

    /**
     * @param connection the connection's name, for messages
     * @param assignments empty when this connection does not write
     */
    AwsSeats(
            String connection,
            Optional<AssignmentApi> assignments,
            SubscriptionsApi subscriptions,
            GroupReader groups,
            InstantSource clock) {
        this.connection = connection;
        this.assignments = assignments;
        this.subscriptions = subscriptions;
        this.groups = groups;
        this.snapshot = new Replica<>(this::read, clock);
        this.blocked = new BlockedAccount(clock);
    }

    /** Which generation of the assignment API is in use; empty when this connection does not write. */
    Optional<AssignmentApi.Generation> generation() {
        return assignments.map(AssignmentApi::generation);
    }

    @Override
    public boolean writable() {
        return assignments.isPresent();
    }

    @Override
    public SeatSnapshot snapshot(Duration maxAge) {
        return snapshot.get(maxAge);
    }

    @Override
    public Optional<SeatSnapshot> latest() {
        return snapshot.latest();
    }

    @Override
    public Optional<AccountBlock> block() {
        return blocked.block();
    }

    @Override
    public void askAgain() {
        blocked.askAgain();
    }

    @Override
    public void create(Principal principal, Plan plan) {
        AssignmentApi api = writing();
        blocked.ask(() -> rereadAfter(() -> api.create(principal, plan)));
    }

    @Override
    public void update(Principal principal, Plan plan) {
        AssignmentApi api = writing();
        rereadAfter(() -> api.update(principal, plan));
    }

    @Override
    public void delete(Principal principal) {
        AssignmentApi api = writing();
        rereadAfter(() -> {
            try {
                api.delete(principal);
            } catch (AwsException e) {
                if (!isAboutTheAssignment(e.failure())) {
                    throw e;
                }
            }
        });
    }

    private SeatSnapshot read(Instant begun) {
        return new SeatSnapshot(SeatRows.byUser(subscriptions.listUserSubscriptions()), groups.read(), begun);
    }

    /** A write may have worked although it failed, and works later than it is answered: either way only a new read tells. */
    private void rereadAfter(Runnable write) {
        try {
            write.run();
        } finally {
            snapshot.invalidate();
        }
    }

    private AssignmentApi writing() {
        return assignments.orElseThrow(() -> new IllegalStateException("Connection " + connection
                + " does not write seats (kiro.connections." + connection
                + ".kiro.seat-api=none): ask writable() first, or choose another seat-api"));
    }

    private static boolean isAboutTheAssignment(AwsFailure failure) {
        return failure instanceof AwsFailure.NotFound missing
                && missing.subject() != Subject.INSTANCE
                && missing.subject() != Subject.PROFILE;
    }
}
