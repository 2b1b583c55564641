package dev.kirooperator.seat;

import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.Replica;
import dev.kirooperator.aws.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Kiro's subscriptions through AWS's private APIs; see this package's README. */
final class AwsSeats implements Seats {

    private static final Logger LOG = Logger.getLogger(AwsSeats.class);

    private final String connection;
    private final Optional<AssignmentApi> assignments;
    private final SubscriptionsApi subscriptions;
    private final GroupReader groups;
    private final ProfileDiagnosis profile;
    private final OverageReader overage;
    private final Replica<SeatSnapshot> snapshot;
    private final BlockedAccount blocked;
    private volatile Optional<AssignmentGeneration> answered = Optional.empty();

    /**
     * @param connection the connection's name, for messages
     * @param assignments empty when this connection does not write
     */
    AwsSeats(
            String connection,
            Optional<AssignmentApi> assignments,
            SubscriptionsApi subscriptions,
            GroupReader groups,
            ProfileDiagnosis profile,
            OverageReader overage,
            InstantSource clock) {
        this.connection = connection;
        this.assignments = assignments;
        this.subscriptions = subscriptions;
        this.groups = groups;
        this.profile = profile;
        this.overage = overage;
        this.snapshot = new Replica<>(this::read, clock);
        this.blocked = new BlockedAccount(clock);
    }

    @Override
    public boolean writable() {
        return assignments.isPresent();
    }

    @Override
    public Optional<AssignmentGeneration> generation() {
        return answered;
    }

    @Override
    public Optional<Overage> overage() {
        try {
            return overage.read();
        } catch (AwsException noInstance) {
            return Optional.empty();
        }
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
        blocked.ask(() -> {
            try {
                rereadAfter(api, () -> api.create(principal, plan));
                profile.assigned();
            } catch (AwsException refused) {
                throw profile.explain(refused);
            }
        });
    }

    @Override
    public void update(Principal principal, Plan plan) {
        AssignmentApi api = writing();
        rereadAfter(api, () -> api.update(principal, plan));
    }

    @Override
    public void delete(Principal principal) {
        AssignmentApi api = writing();
        rereadAfter(api, () -> {
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
    private void rereadAfter(AssignmentApi api, Runnable write) {
        try {
            write.run();
            answeredBy(api);
        } catch (AwsException e) {
            if (e.failure().call().errorCode().isPresent() && !Unanswered.by(e)) {
                answeredBy(api);
            }
            throw e;
        } finally {
            snapshot.invalidate();
        }
    }

    private void answeredBy(AssignmentApi api) {
        Optional<AssignmentGeneration> now = Optional.of(api.generation());
        if (!now.equals(answered)) {
            answered = now;
            LOG.infof(
                    "Connection %s: assignments are answered by the generation %s of Kiro's API",
                    connection, api.generation().label());
        }
    }

    private AssignmentApi writing() {
        return assignments.orElseThrow(() -> new IllegalStateException("Connection " + connection
                + " does not write seats (kiro.connections." + connection
                + ".kiro.seat-api=none): ask writable() first, or choose another seat-api"));
    }

    private static boolean isAboutTheAssignment(AwsFailure failure) {
        return failure instanceof AwsFailure.NotFound missing && !missing.isAboutTheSetting();
    }
}
