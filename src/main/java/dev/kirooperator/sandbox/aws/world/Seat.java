package dev.kirooperator.sandbox.aws.world;

import java.time.Instant;
import java.util.Optional;

/**
 * One user's subscription as ListUserSubscriptions shows it. {@code activated} is the plan in force: absent until the first sign-in, and above {@code type}
 * while a downgrade waits for the next month.
 */
public record Seat(
        String userId,
        long sequence,
        Plan type,
        Optional<Plan> activated,
        Status status,
        Optional<Instant> activationDate,
        Origin origin) {
    /** AWS's states of a user's subscription. */
    public enum Status {
        PENDING,
        ACTIVE,
        CANCELLED
    }

    /** What a seat rests on: AWS's aggregatedSubscriptionType. */
    public enum Origin {
        INDIVIDUAL,
        GROUP,
        INDIVIDUAL_AND_GROUP
    }

    static Seat pending(String userId, long sequence, Plan plan, Origin origin) {
        return new Seat(userId, sequence, plan, Optional.empty(), Status.PENDING, Optional.empty(), origin);
    }

    /** Upgrades at once; a downgrade keeps the plan in force until {@link #turnMonth()}. */
    Seat with(Plan plan, Origin newOrigin) {
        Optional<Plan> inForce = activated.map(old -> Plan.higher(old, plan));
        return new Seat(userId, sequence, plan, inForce, status, activationDate, newOrigin);
    }

    Seat signedIn(Instant now) {
        return new Seat(userId, sequence, type, Optional.of(type), Status.ACTIVE, Optional.of(now), origin);
    }

    Seat cancelled() {
        return new Seat(userId, sequence, type, activated, Status.CANCELLED, activationDate, origin);
    }

    Seat turnMonth() {
        return new Seat(userId, sequence, type, activated.map(old -> type), status, activationDate, origin);
    }
}
