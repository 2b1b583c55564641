package dev.kirooperator.seat;

import dev.kirooperator.aws.AwsClients;
import dev.kirooperator.aws.AwsConnection;
import dev.kirooperator.aws.Connections;
import dev.kirooperator.aws.Regions;
import dev.kirooperator.aws.Remembered;
import dev.kirooperator.aws.SeatApi;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The seats of each connection, and where its Kiro profile takes its people from. */
public final class ConnectionSeats {

    private final Map<String, Seats> byConnection = new HashMap<>();
    private final Map<String, ExternalProfile> external = new HashMap<>();

    /**
     * @param connections whose clients the seats use; no call is made before seats are used
     */
    public ConnectionSeats(Connections connections, InstantSource clock) {
        for (AwsConnection connection : connections.all()) {
            ProfileReader profiles = profiles(connection, clock);
            boolean hasSeats = connection.settings().seatApi() != SeatApi.NONE;
            byConnection.put(connection.name(), seats(connection, profiles, clock));
            external.put(connection.name(), new ExternalProfile(profiles, hasSeats, clock));
        }
    }

    /** The seats of the connection of that name; empty when the configuration has none. */
    public Optional<Seats> find(String connection) {
        return Optional.ofNullable(byConnection.get(connection));
    }

    /** The Kiro profile of the connection of that name; empty when the configuration has none. */
    public Optional<ExternalProfile> externalProfile(String connection) {
        return Optional.ofNullable(external.get(connection));
    }

    static AwsSeats seats(AwsConnection connection, InstantSource clock) {
        return seats(connection, profiles(connection, clock), clock);
    }

    private static ProfileReader profiles(AwsConnection connection, InstantSource clock) {
        return new ProfileReader(
                connection.clients()::kiroProfiles, () -> connection.instance().instanceArn(), clock);
    }

    private static AwsSeats seats(AwsConnection connection, ProfileReader profiles, InstantSource clock) {
        AwsClients clients = connection.clients();
        Supplier<String> instanceArn = () -> connection.instance().instanceArn();
        String kiroRegion = connection.kiroRegion();
        SubscriptionsApi subscriptions = new SubscriptionsApi(clients::userSubscriptions, instanceArn, kiroRegion);
        ApplicationApi applications = new ApplicationApi(clients::ssoAdmin, instanceArn, kiroRegion);
        return new AwsSeats(
                connection.name(),
                assignments(connection),
                subscriptions,
                new GroupReader(profiles, subscriptions, applications, clock),
                diagnosis(connection, profiles, clock),
                new OverageReader(profiles, clients::serviceQuotas, clock),
                clock);
    }

    private static ProfileDiagnosis diagnosis(AwsConnection connection, ProfileReader profiles, InstantSource clock) {
        AwsClients clients = connection.clients();
        ProfileAdvice advice = new ProfileAdvice(connection.name(), connection.kiroRegion());
        ProfileMaker maker = new ProfileMaker(
                connection.settings().creation(), advice, clients::kiroProfiles, connection::instance, profiles, clock);
        Remembered<Optional<String>> elsewhere = new Remembered<>(
                () -> Regions.search(
                        Regions.ofProfilesBut(connection.kiroRegion()),
                        region -> !clients.kiroProfilesIn(region, ProfileReader::list)
                                .isEmpty(),
                        clock),
                clock);
        return new ProfileDiagnosis(profiles, elsewhere, maker, advice, clock);
    }

    private static Optional<AssignmentApi> assignments(AwsConnection connection) {
        AwsClients clients = connection.clients();
        AssignmentApi newer = new ManagementAssignments(clients::kiroManagement);
        AssignmentApi older = new CodeWhispererAssignments(clients::codeWhisperer);
        return switch (connection.settings().seatApi()) {
            case AUTO -> Optional.of(new AutoAssignments(newer, older));
            case MANAGEMENT -> Optional.of(newer);
            case CODEWHISPERER -> Optional.of(older);
            case NONE -> Optional.empty();
        };
    }
}
