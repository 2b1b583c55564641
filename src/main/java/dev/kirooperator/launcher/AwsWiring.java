package dev.kirooperator.launcher;

import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.aws.Audit;
import dev.kirooperator.aws.AwsConnection;
import dev.kirooperator.aws.ConnectionSettings;
import dev.kirooperator.aws.Connections;
import dev.kirooperator.aws.Creation;
import dev.kirooperator.aws.PacingSettings;
import dev.kirooperator.aws.PlainHttp;
import dev.kirooperator.converge.ConnectionCatalogue;
import dev.kirooperator.converge.Provisioning;
import dev.kirooperator.directory.AccountAssignments;
import dev.kirooperator.directory.NoAccountAssignments;
import dev.kirooperator.directory.SsoAccountAssignments;
import dev.kirooperator.sandbox.aws.Seed;
import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.sandbox.aws.StandInOptions;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Makes the connections to AWS out of the configuration, or to the embedded stand-in when {@code kiro.sandbox.enabled} is set. */
@Singleton
final class AwsWiring {

    private static final Logger LOG = Logger.getLogger(AwsWiring.class);

    /** Has a handler of its own: see application.properties. */
    private static final Logger AUDIT = Logger.getLogger("kiro.audit");

    private static final String DEFAULT = "default";
    private static final String SANDBOX_REGION = "us-east-1";

    private final KiroConfig config;
    private final Optional<StandIn> standIn;

    AwsWiring(KiroConfig config) {
        this.config = config;
        this.standIn = config.sandbox().enabled() ? Optional.of(start(config.sandbox())) : Optional.empty();
    }

    @Produces
    @Singleton
    Audit audit() {
        return new Audit(entry -> AUDIT.info(entry.toJson()));
    }

    @Produces
    @Singleton
    Connections connections(Audit audit) {
        boolean allowPlainHttp = config.aws().allowPlainHttp();
        if (!allowPlainHttp) {
            PlainHttp.refuse(System.getenv(), properties());
        }
        PacingSettings pacing = new PacingSettings(
                config.pacing().callsPerSecond(), config.pacing().share());
        AwsCredentialsProvider credentials = standIn.isPresent()
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox"))
                : Connections.ambientCredentials();
        return new Connections(
                settings(),
                pacing,
                credentials,
                new Connections.Wire(audit, allowPlainHttp, config.mode() == SyncMode.OBSERVE));
    }

    private static Map<String, String> properties() {
        Properties properties = System.getProperties();
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, name -> properties.getProperty(name, "")));
    }

    @Produces
    @Singleton
    ConnectionCatalogue catalogue(Connections connections, Clock clock) {
        Duration maxAge = ConfigValues.assignmentsMaxAge(config.guard().accountAssignmentsMaxAge());
        return new AwsCatalogue(
                connections, clock, this::provisioning, connection -> assignments(connection, maxAge, clock));
    }

    void stop(@Observes ShutdownEvent event, Connections connections) {
        connections.close();
        standIn.ifPresent(StandIn::close);
    }

    private List<ConnectionSettings> settings() {
        Map<String, KiroConfig.Connection> connections = new TreeMap<>(config.connections());
        connections.computeIfAbsent(DEFAULT, name -> config.connections().get(name));
        return connections.entrySet().stream()
                .map(entry -> settings(entry.getKey(), entry.getValue()))
                .toList();
    }

    private ConnectionSettings settings(String name, KiroConfig.Connection connection) {
        Optional<String> region = connection.identityCenter().region();
        return new ConnectionSettings(
                name,
                standIn.isPresent() ? region.or(() -> Optional.of(SANDBOX_REGION)) : region,
                connection.identityCenter().instanceArn(),
                connection.identityCenter().identityStoreId(),
                connection.kiro().region(),
                connection.kiro().seatApi(),
                connection.roleArn(),
                connection.externalId(),
                connection.signInUrl().map(URI::toString),
                standIn.map(StandIn::url),
                new Creation(
                        connection.identityCenter().create(),
                        connection.kiro().createProfile(),
                        connection.kiro().profileFunctionalities(),
                        connection.kiro().profileCodeReferences()));
    }

    private Provisioning provisioning(String connection) {
        KiroConfig.IdentityCenter directory = identityCenter(connection);
        return new Provisioning(directory.users(), directory.provisionedMemberships());
    }

    private AccountAssignments assignments(AwsConnection connection, Duration maxAge, Clock clock) {
        return switch (identityCenter(connection.name()).accountAssignments()) {
            case ASK -> new SsoAccountAssignments(connection, maxAge, clock);
            case NONE -> new NoAccountAssignments();
        };
    }

    private KiroConfig.IdentityCenter identityCenter(String connection) {
        return Objects.requireNonNull(config.connections().get(connection)).identityCenter();
    }

    private static StandIn start(KiroConfig.Sandbox sandbox) {
        try {
            StandInOptions options = StandInOptions.defaults().withPort(sandbox.port());
            if (sandbox.seedFile().isPresent()) {
                options = options.withSeed(Seed.read(Path.of(sandbox.seedFile().get())));
            }
            StandIn standIn = StandIn.start(options);
            LOG.infof("kiro.sandbox.enabled: a stand-in takes the place of AWS at %s/_sandbox/", standIn.url());
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException("The stand-in for AWS could not be started (kiro.sandbox.*)", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The stand-in for AWS could not be started (kiro.sandbox.*)", e);
        }
    }
}
