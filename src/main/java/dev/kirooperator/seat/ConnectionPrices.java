package dev.kirooperator.seat;

import java.util.Map;
import java.util.Optional;

/**
 * The prices of each connection.
 *
 * @param byConnection the price lists by the connection's name
 */
public record ConnectionPrices(Map<String, PriceList> byConnection) {

    public ConnectionPrices {
        byConnection = Map.copyOf(byConnection);
    }

    /** The prices of the connection of that name; empty when the configuration has none. */
    public Optional<PriceList> find(String connection) {
        return Optional.ofNullable(byConnection.get(connection));
    }
}
