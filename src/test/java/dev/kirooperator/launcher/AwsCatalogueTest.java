package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.SignInStatus;
import dev.kirooperator.aws.TestingSettings;
import dev.kirooperator.aws.TestingWorld;
import dev.kirooperator.converge.Connection;
import dev.kirooperator.converge.ConnectionCatalogue;
import dev.kirooperator.converge.Provisioning;
import dev.kirooperator.directory.NoAccountAssignments;
import dev.kirooperator.directory.UserAttributes;
import dev.kirooperator.testing.TestingConnection;
import dev.kirooperator.testing.TestingConnections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The connections as controllers and metrics get them. */
class AwsCatalogueTest {

    private static final TestingSettings DEFAULT =
            TestingSettings.named("default").inRegion("us-east-1");

    @Test
    void aConnectionHasItsDirectoryItsSeatsAndItsSignIn() {
        try (TestingWorld world = TestingWorld.of("{}")) {
            Connection connection = only(catalogue(world));
            String user = connection
                    .directory()
                    .createUser(new UserAttributes(
                            "ada", Optional.of("Ada"), Optional.of("L"), Optional.of("Ada L"), Optional.empty()))
                    .id();

            assertThat(connection.directory().snapshot(Duration.ZERO).user(user))
                    .isPresent();
            assertThat(connection.seats().writable()).isTrue();
            assertThat(connection.seats().snapshot(Duration.ZERO).byUserId()).isEmpty();
            assertThat(connection.signIn())
                    .isEqualTo(new SignInStatus("https://d-1234567890.awsapps.com/start", "us-east-1"));
        }
    }

    @Test
    void theProfileIsToldOnceTheInstanceIsKnownAndNobodyIsAskedForIt() {
        try (TestingWorld world = TestingWorld.of("{}", DEFAULT.withKiroIn("eu-central-1"))) {
            Connection connection = only(catalogue(world));

            assertThat(connection.profile()).isEmpty();
            assertThat(world.operations()).isEmpty();

            connection.signIn();

            assertThat(connection.profile())
                    .hasValueSatisfying(profile -> assertThat(profile)
                            .startsWith("arn:aws:sso:::instance/ssoins-")
                            .endsWith(" eu-central-1"));
            assertThat(world.operations()).containsExactly("ListInstances");
        }
    }

    @Test
    void nothingIsPreparedUnlessTheConfigurationSaysSo() {
        try (TestingWorld world = TestingWorld.of("{\"instance\": false}")) {
            only(catalogue(world)).prepare();

            assertThat(world.operations()).isEmpty();
        }
    }

    @Test
    void anUnknownConnectionIsToldWithThoseThatThereAre() {
        try (TestingWorld world =
                TestingWorld.of("{}", TestingSettings.named("eu").inRegion("us-east-1"))) {
            ConnectionCatalogue catalogue = catalogue(world);

            assertThat(catalogue.names()).containsExactly("eu");
            assertThat(catalogue.find("default")).isEmpty();
            assertThat(catalogue.unknown("default").message())
                    .contains("\"default\" is not in the operator's configuration, which has eu")
                    .contains("kiro.connections.default");
        }
    }

    @Test
    void theMetricIsOneForTheGenerationThatAnswersAndZeroForTheOther() {
        TestingConnection old = TestingConnection.named("old");
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new AssignmentApiMetric()
                .register(
                        new StartupEvent(),
                        registry,
                        new TestingConnections(List.of(old, TestingConnection.named("silent"))));

        assertThat(values(registry, "old")).containsOnly(0.0).hasSize(AssignmentGeneration.values().length);

        old.seats().answerBy(AssignmentGeneration.CODEWHISPERER);

        assertThat(value(registry, "old", AssignmentGeneration.CODEWHISPERER)).isEqualTo(1.0);
        assertThat(value(registry, "old", AssignmentGeneration.MANAGEMENT)).isZero();
        assertThat(values(registry, "silent")).containsOnly(0.0);
    }

    private static ConnectionCatalogue catalogue(TestingWorld world) {
        return new AwsCatalogue(
                world.connections(),
                InstantSource.system(),
                name -> Provisioning.DEFAULT,
                aws -> new NoAccountAssignments());
    }

    private static Connection only(ConnectionCatalogue catalogue) {
        return catalogue.find(catalogue.names().first()).orElseThrow();
    }

    private static double value(SimpleMeterRegistry registry, String connection, AssignmentGeneration generation) {
        return registry.get("kiro_assignment_api_info")
                .tags("connection", connection, "generation", generation.label())
                .gauge()
                .value();
    }

    private static List<Double> values(SimpleMeterRegistry registry, String connection) {
        return registry.get("kiro_assignment_api_info").tag("connection", connection).gauges().stream()
                .map(gauge -> gauge.value())
                .toList();
    }
}
