package dev.kirooperator.converge;

import java.time.InstantSource;

/**
 * Who may keep how many of the threads that reconcile. What is not given away here is free for objects that are deleted, and for
 * members who lose something: that goes on while everybody else waits for AWS.
 *
 * @param threads of all controllers together ({@code quarkus.operator-sdk.concurrent-reconciliation-threads}). Below 4 none is left for
 *     certain
 */
public record Workers(int threads) {

    /** For members who join or stay: half of the threads. */
    public Turns ofMembers(InstantSource clock) {
        return new Turns(Math.max(1, threads / 2), clock);
    }

    /** For teams that are not deleted: a quarter. */
    public Turns ofTeams(InstantSource clock) {
        return new Turns(Math.max(1, threads / 4), clock);
    }
}
