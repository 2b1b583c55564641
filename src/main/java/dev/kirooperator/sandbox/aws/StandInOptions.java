package dev.kirooperator.sandbox.aws;

import dev.kirooperator.sandbox.aws.world.SandboxClock;
import dev.kirooperator.sandbox.aws.world.Settings;
import java.time.Instant;
import java.util.Optional;

/**
 * How a stand-in starts.
 *
 * @param host the address to listen on; loopback unless it runs in a container of its own
 * @param port the port, 0 for a free one
 * @param idSeed the number from which all ids follow
 * @param seed what is in the world at the start
 * @param start the time at the start; empty for now
 * @param frozen whether the clock stands still until it is moved
 * @param settings delays, quota and oddities
 */
public record StandInOptions(
        String host, int port, long idSeed, Seed seed, Optional<Instant> start, boolean frozen, Settings settings) {
    /** A free loopback port, the usual world, a running clock. */
    public static StandInOptions defaults() {
        return new StandInOptions("127.0.0.1", 0, 1, Seed.usual(), Optional.empty(), false, Settings.DEFAULT);
    }

    public StandInOptions withHost(String newHost) {
        return new StandInOptions(newHost, port, idSeed, seed, start, frozen, settings);
    }

    public StandInOptions withPort(int newPort) {
        return new StandInOptions(host, newPort, idSeed, seed, start, frozen, settings);
    }

    public StandInOptions withIdSeed(long newIdSeed) {
        return new StandInOptions(host, port, newIdSeed, seed, start, frozen, settings);
    }

    public StandInOptions withSeed(Seed newSeed) {
        return new StandInOptions(host, port, idSeed, newSeed, start, frozen, settings);
    }

    /** A clock that runs from {@code time} on. */
    public StandInOptions startingAt(Instant time) {
        return new StandInOptions(host, port, idSeed, seed, Optional.of(time), frozen, settings);
    }

    /** A clock that stands at {@code time} until it is moved: nothing happens by itself. */
    public StandInOptions frozenAt(Instant time) {
        return new StandInOptions(host, port, idSeed, seed, Optional.of(time), true, settings);
    }

    public StandInOptions withSettings(Settings newSettings) {
        return new StandInOptions(host, port, idSeed, seed, start, frozen, newSettings);
    }

    SandboxClock clock() {
        Instant at = start.orElseGet(Instant::now);
        return frozen ? SandboxClock.frozen(at) : SandboxClock.running(at);
    }
}
