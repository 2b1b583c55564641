package dev.kirooperator.testing;

import dev.kirooperator.converge.Connection;
import dev.kirooperator.converge.ConnectionCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A catalogue of given connections. */
public record TestingConnections(List<TestingConnection> all) implements ConnectionCatalogue {

    public TestingConnections {
        all = List.copyOf(all);
    }

    @Override
    public Optional<Connection> find(String name) {
        return all.stream()
                .filter(connection -> connection.name().equals(name))
                .<Connection>map(connection -> connection)
                .findFirst();
    }

    @Override
    public SortedSet<String> names() {
        return new TreeSet<>(all.stream().map(TestingConnection::name).toList());
    }
}
