package dev.kirooperator.converge;

import java.time.InstantSource;
import java.util.function.Predicate;

/**
 * Who may keep how many of the threads that reconcile. Those who lose something, and every connection, find one free however long
 * the others wait for AWS.
 *
 * @param threads of all controllers together ({@code quarkus.operator-sdk.concurrent-reconciliation-threads}). Below 8 none is left for
 *     certain
 * @param connections among which the threads are divided: with more than 4 of them, 4 threads for each are needed
 */
public record Workers(int threads, int connections) {

    /** Half of the threads; three quarters with those who leave. */
    public Turns ofMembers(InstantSource clock, Predicate<ObjectKey> isThere) {
        return turns(threads / 2, threads * 3 / 4, clock, isThere);
    }

    /** What the members leave: an eighth of the threads, a quarter with those that are deleted. */
    public Turns ofTeams(InstantSource clock, Predicate<ObjectKey> isThere) {
        return turns(threads / 8, threads / 4, clock, isThere);
    }

    private Turns turns(int usual, int whenLeaving, InstantSource clock, Predicate<ObjectKey> isThere) {
        return new Turns(
                new Turns.Places(Math.max(1, usual), Math.max(1, whenLeaving), Math.max(1, connections)),
                clock,
                isThere);
    }
}
