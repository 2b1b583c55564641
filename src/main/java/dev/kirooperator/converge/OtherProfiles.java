package dev.kirooperator.converge;

import dev.kirooperator.directory.User;
import dev.kirooperator.seat.Seat;
import dev.kirooperator.seat.SeatStatus;
import java.util.List;
import java.util.Optional;

/**
 * Finds the seats that a person has in other Kiro profiles, since each profile bills on its own. It looks only at what the other
 * connections have read for themselves, so that none waits for another: a profile that no object uses is not seen.
 */
public final class OtherProfiles {

    private final ConnectionCatalogue connections;

    public OtherProfiles(ConnectionCatalogue connections) {
        this.connections = connections;
    }

    /**
     * A seat in another profile.
     *
     * @param connection the other connection's name
     */
    public record Elsewhere(String connection, Seat seat) {}

    /** The person's seats that are paid for, or will be after the first sign-in, in profiles other than the connection's own. */
    public List<Elsewhere> seatsOf(User user, Connection own) {
        return connections.names().stream()
                .flatMap(name -> connections.find(name).stream())
                .filter(other -> isAnotherProfile(own, other))
                .flatMap(other -> seat(user, other).map(seat -> new Elsewhere(other.name(), seat)).stream())
                .toList();
    }

    private static boolean isAnotherProfile(Connection own, Connection other) {
        return own.profile().isPresent()
                && other.profile()
                        .filter(profile -> !own.profile().equals(Optional.of(profile)))
                        .isPresent();
    }

    /** The same Identity Center has the same id for the user; another one has at least the same user name. */
    private static Optional<Seat> seat(User user, Connection other) {
        return other.seats()
                .latest()
                .flatMap(seats -> seats.seat(user.id())
                        .or(() -> other.directory()
                                .latest()
                                .flatMap(directory -> directory.userByName(user.userName()))
                                .flatMap(namesake -> seats.seat(namesake.id()))))
                .filter(seat -> seat.status() == SeatStatus.ACTIVE || seat.status() == SeatStatus.PENDING);
    }
}
