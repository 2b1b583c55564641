package dev.kirooperator.directory;

import dev.kirooperator.aws.AwsConnection;
import dev.kirooperator.aws.Connections;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The directory of each connection. */
public final class Directories {

    private final Map<String, Directory> byConnection;

    /**
     * @param connections whose clients the directories use; no call is made before a directory is used
     */
    public Directories(Connections connections, InstantSource clock) {
        this.byConnection = connections.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        AwsConnection::name, connection -> new CachedDirectory(api(connection), clock)));
    }

    /** The directory of the connection of that name; empty when the configuration has none. */
    public Optional<Directory> find(String connection) {
        return Optional.ofNullable(byConnection.get(connection));
    }

    private static IdentityStoreApi api(AwsConnection connection) {
        return new IdentityStoreApi(
                connection.clients()::identityStore, () -> connection.instance().identityStoreId());
    }
}
