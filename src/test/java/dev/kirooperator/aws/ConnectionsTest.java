package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class ConnectionsTest {

    private static final AwsCredentialsProvider OWN =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));

    private final TestingAws aws = new TestingAws();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void connectionsAreFoundByName() {
        try (Connections connections =
                new Connections(List.of(named("default"), named("other")), PacingSettings.usual(), OWN)) {
            assertThat(connections.find("other")).map(AwsConnection::name).contains("other");
            assertThat(connections.find("third")).isEmpty();
            assertThat(connections.all()).extracting(AwsConnection::name).containsExactly("default", "other");
        }
    }

    @Test
    void twoConnectionsMayNotHaveOneName() {
        assertThatThrownBy(
                        () -> new Connections(List.of(named("default"), named("default")), PacingSettings.usual(), OWN))
                .hasMessage("Two connections are named default: rename one of them");
    }

    @Test
    void aConnectionNeedsAName() {
        assertThatThrownBy(() -> TestingSettings.named(" ").build()).hasMessageContaining("needs a name");
    }

    @Test
    void anExternalIdWithoutARoleIsRefused() {
        assertThatThrownBy(() ->
                        TestingSettings.named("default").withExternalId("x").build())
                .hasMessageContaining("kiro.connections.default.external-id is set without role-arn");
    }

    @Test
    void theKiroRegionIsTheIdentityCentersUnlessSet() {
        try (Connections connections = aws.connect()) {
            assertThat(connections.find("default").orElseThrow().kiroRegion()).isEqualTo("us-east-1");
        }
    }

    @Test
    void theRegionMayComeFromTheSdk() {
        System.setProperty("aws.region", "eu-north-1");
        try (Connections connections = new Connections(
                List.of(TestingSettings.named("default")
                        .of("arn:aws:sso:::instance/ssoins-1", "d-1")
                        .build()),
                PacingSettings.usual(),
                OWN)) {
            assertThat(connections.find("default").orElseThrow().signIn().region())
                    .isEqualTo("eu-north-1");
        } finally {
            System.clearProperty("aws.region");
        }
    }

    @Test
    void aRoleIsAssumedWithItsExternalIdAndItsCredentialsAreUsed() {
        aws.on("AssumeRole", call -> new TestingAws.Answer(200, assumedRole(), Map.of("Content-Type", "text/xml")));
        aws.on("ListInstances", TestingAws.ok("{\"Instances\":[]}"));
        try (Connections connections = aws.connect(role().withExternalId("x-1"))) {
            AwsClients clients = connections.find("default").orElseThrow().clients();
            assertThat(clients.ssoAdmin().listInstances(r -> r.maxResults(10)).instances())
                    .isEmpty();
            assertThat(clients.ssoAdmin().listInstances(r -> r.maxResults(10)).instances())
                    .isEmpty();
        }
        assertThat(aws.calls("AssumeRole"))
                .singleElement()
                .satisfies(call -> assertThat(call.text("form"))
                        .contains("RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fkiro")
                        .contains("ExternalId=x-1")
                        .contains("RoleSessionName=kiro-operator"));
        assertThat(aws.calls("ListInstances")).hasSize(2);
    }

    @Test
    void aRoleThatMayNotBeAssumedIsADenialWithWhatToDo() {
        aws.on("AssumeRole", call -> new TestingAws.Answer(403, denied(), Map.of("Content-Type", "text/xml")));
        try (Connections connections = aws.connect(role())) {
            AwsFailure failure = failureOf(connections);
            assertThat(failure).isInstanceOf(AwsFailure.Denied.class);
            assertThat(failure.call().message())
                    .contains("arn:aws:iam::1:role/kiro could not be assumed")
                    .contains("trust policy")
                    .contains("is not authorized to perform: sts:AssumeRole");
        }
        assertThat(aws.calls("ListInstances")).isEmpty();
    }

    @Test
    void aBrokenTokenServiceIsTransient() {
        aws.on("AssumeRole", new TestingAws.Answer(503, "", Map.of()));
        try (Connections connections = aws.connect(role())) {
            assertThat(failureOf(connections)).isInstanceOf(AwsFailure.Transient.class);
        }
    }

    @Test
    void noCredentialsAreADenialWithWhatToDo() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };
        try (Connections connections = new Connections(List.of(named("default")), PacingSettings.usual(), none)) {
            AwsFailure failure = failureOf(connections);
            assertThat(failure).isInstanceOf(AwsFailure.Denied.class);
            assertThat(failure.call().message())
                    .contains("no credentials for connection default")
                    .contains("IRSA")
                    .contains("Unable to load credentials");
        }
    }

    @Test
    void everyAttemptIsPacedByOperation() {
        aws.on("ListInstances", TestingAws.ok("{\"Instances\":[]}"));
        aws.on("ListApplications", TestingAws.ok("{\"Applications\":[]}"));
        TestingPaceTime time = new TestingPaceTime();
        try (Connections connections =
                new Connections(List.of(aws.settings().build()), new PacingSettings(4, 0.5), OWN, time)) {
            AwsClients clients = connections.find("default").orElseThrow().clients();
            for (int i = 0; i < 4; i++) {
                assertThat(clients.ssoAdmin()
                                .listInstances(r -> r.maxResults(10))
                                .instances())
                        .isEmpty();
            }
            assertThat(time.elapsed()).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(1_501));
            assertThat(clients.ssoAdmin()
                            .listApplications(r -> r.instanceArn("arn"))
                            .applications())
                    .isEmpty();
            assertThat(time.elapsed()).isLessThan(Duration.ofMillis(1_501));
        }
    }

    @Test
    void aLongThrottleSendsLaterCallersAwayUntilItIsOver() {
        aws.on(
                "DescribeGroup",
                new TestingAws.Answer(
                        400, "{\"__type\":\"ThrottlingException\",\"RetryAfterSeconds\":3600}", Map.of()));
        TestingPaceTime time = new TestingPaceTime();
        try (Connections connections =
                new Connections(List.of(aws.settings().build()), PacingSettings.usual(), OWN, time)) {
            for (int i = 0; i < 2; i++) {
                assertThat(failureOf("DescribeGroup", () -> describeGroup(connections)))
                        .isInstanceOfSatisfying(
                                AwsFailure.Throttled.class,
                                throttled -> assertThat(throttled.retryAfter()).contains(Duration.ofMinutes(5)));
            }
            assertThat(aws.calls()).hasSize(1);
            assertThat(time.elapsed()).isZero();
            aws.on("DescribeGroup", TestingAws.ok("{\"DisplayName\":\"kiro\"}"));
            time.advance(Duration.ofSeconds(296));
            assertThat(describeGroup(connections)).isEqualTo("kiro");
            assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
        }
    }

    @ParameterizedTest
    @CsvSource({"RetryAfterSeconds, Ignored", "Ignored, Retry-After"})
    void theNextAttemptWaitsForTheTimeThatARefusedOneAskedFor(String member, String header) {
        TestingPaceTime time = new TestingPaceTime();
        List<Duration> attempts = new CopyOnWriteArrayList<>();
        aws.on("DescribeGroup", call -> {
            attempts.add(time.elapsed());
            return attempts.size() == 1
                    ? new TestingAws.Answer(
                            400, "{\"__type\":\"ThrottlingException\",\"" + member + "\": 4}", Map.of(header, "4"))
                    : TestingAws.ok("{\"DisplayName\":\"kiro\"}");
        });
        try (Connections connections =
                new Connections(List.of(aws.settings().build()), PacingSettings.usual(), OWN, time)) {
            assertThat(describeGroup(connections)).isEqualTo("kiro");
        }
        assertThat(attempts).hasSize(2);
        assertThat(attempts.get(1).minus(attempts.get(0))).isGreaterThanOrEqualTo(Duration.ofSeconds(4));
    }

    private static String describeGroup(Connections connections) {
        return connections
                .find("default")
                .orElseThrow()
                .clients()
                .identityStore()
                .describeGroup(r -> r.identityStoreId("d-1234567890").groupId("g"))
                .displayName();
    }

    private AwsFailure failureOf(Connections connections) {
        AwsClients clients = connections.find("default").orElseThrow().clients();
        return failureOf("ListInstances", () -> clients.ssoAdmin().listInstances(r -> r.maxResults(10)));
    }

    private static AwsFailure failureOf(String operation, Supplier<?> call) {
        AwsException thrown = catchThrowableOfType(AwsException.class, () -> AwsCalls.call(operation, call));
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }

    private ConnectionSettings named(String name) {
        return TestingSettings.named(name)
                .inRegion("us-east-1")
                .at(aws.endpoint())
                .build();
    }

    private TestingSettings role() {
        return TestingSettings.named("default")
                .inRegion("us-east-1")
                .at(aws.endpoint())
                .assuming("arn:aws:iam::1:role/kiro");
    }

    private static String assumedRole() {
        return "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials>"
                + "<AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
                + "<Expiration>" + Instant.now().plusSeconds(3600) + "</Expiration></Credentials></AssumeRoleResult>"
                + "</AssumeRoleResponse>";
    }

    private static String denied() {
        return "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User: arn:aws:iam::1:user/op"
                + " is not authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>";
    }
}
