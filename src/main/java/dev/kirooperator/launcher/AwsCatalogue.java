package dev.kirooperator.launcher;

import dev.kirooperator.api.v1alpha1.SignInStatus;
import dev.kirooperator.aws.AwsConnection;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.Connections;
import dev.kirooperator.aws.SignIn;
import dev.kirooperator.converge.Connection;
import dev.kirooperator.converge.ConnectionCatalogue;
import dev.kirooperator.converge.Provisioning;
import dev.kirooperator.directory.AccountAssignments;
import dev.kirooperator.directory.Directories;
import dev.kirooperator.directory.Directory;
import dev.kirooperator.directory.Invitations;
import dev.kirooperator.directory.PasswordMail;
import dev.kirooperator.seat.ConnectionSeats;
import dev.kirooperator.seat.ExternalProfile;
import dev.kirooperator.seat.Seats;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** The configured connections, each with its directory and its seats. */
final class AwsCatalogue implements ConnectionCatalogue {

    private final Map<String, Connection> byName = new TreeMap<>();

    AwsCatalogue(
            Connections connections,
            InstantSource clock,
            Function<String, Provisioning> provisioning,
            Function<AwsConnection, AccountAssignments> assignments) {
        Directories directories = new Directories(connections, clock);
        ConnectionSeats seats = new ConnectionSeats(connections, clock);
        for (AwsConnection aws : connections.all()) {
            byName.put(
                    aws.name(),
                    new Whole(
                            aws,
                            directories.find(aws.name()).orElseThrow(),
                            assignments.apply(aws),
                            seats.find(aws.name()).orElseThrow(),
                            new PasswordMail(aws),
                            provisioning.apply(aws.name()),
                            seats.externalProfile(aws.name()).orElseThrow(),
                            other -> connections
                                    .find(other)
                                    .filter(found -> found.kiroRegion().equals(aws.kiroRegion()))
                                    .isPresent()));
        }
    }

    @Override
    public Optional<Connection> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public SortedSet<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    private record Whole(
            AwsConnection aws,
            Directory directory,
            AccountAssignments accountAssignments,
            Seats seats,
            Invitations invitations,
            Provisioning provisioning,
            ExternalProfile external,
            Predicate<String> sameProfile)
            implements Connection {

        @Override
        public boolean sharesSeatsWith(String connection) {
            return sameProfile.test(connection);
        }

        @Override
        public Optional<String> externalProvider() {
            return external.issuer();
        }

        @Override
        public String name() {
            return aws.name();
        }

        @Override
        public Optional<String> profile() {
            return aws.knownInstance().map(instance -> instance.instanceArn() + " " + aws.kiroRegion());
        }

        @Override
        public SignInStatus signIn() {
            SignIn signIn = aws.signIn();
            return new SignInStatus(signIn.url(), signIn.region());
        }

        @Override
        public void prepare() {
            aws.makeInstanceIfMissing();
        }

        @Override
        public AwsException explain(AwsException failure) {
            return aws.explain(failure);
        }
    }
}
