package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.aws.generated.userpassword.model.PasswordMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Where each operation goes, how it is named and what it is signed for. */
class EndpointsTest {

    private static final String JSON_1_0 = "application/x-amz-json-1.0";
    private static final String JSON_1_1 = "application/x-amz-json-1.1";
    private static final List<String> PROPERTIES = List.of("aws.endpointUrl", "aws.endpointUrlKiroManagement");

    private final RecordingHttpClient http = new RecordingHttpClient();

    @AfterEach
    void clearProperties() {
        PROPERTIES.forEach(System::clearProperty);
    }

    static List<Arguments> operations() {
        String management = "https://management.eu-central-1.kiro.dev";
        String codewhisperer = "https://codewhisperer.eu-central-1.amazonaws.com";
        String subscriptions = "https://service.user-subscriptions.eu-west-1.amazonaws.com";
        return List.of(
                operation(
                        management,
                        "KiroControlPlaneQDeveloperService.CreateAssignment",
                        "q",
                        c -> c.kiroManagement()
                                .createAssignment(r ->
                                        r.principalId("u").principalType("USER").subscriptionType("X"))),
                operation(
                        management,
                        "KiroControlPlaneQDeveloperService.UpdateAssignment",
                        "q",
                        c -> c.kiroManagement()
                                .updateAssignment(r ->
                                        r.principalId("u").principalType("USER").subscriptionType("X"))),
                operation(
                        management,
                        "KiroControlPlaneQDeveloperService.DeleteAssignment",
                        "q",
                        c -> c.kiroManagement()
                                .deleteAssignment(r -> r.principalId("u").principalType("USER"))),
                operation(
                        codewhisperer,
                        "AmazonQDeveloperService.CreateAssignment",
                        "q",
                        c -> c.codeWhisperer()
                                .createAssignment(r ->
                                        r.principalId("u").principalType("USER").subscriptionType("X"))),
                operation(
                        codewhisperer,
                        "AmazonQDeveloperService.UpdateAssignment",
                        "q",
                        c -> c.codeWhisperer()
                                .updateAssignment(r ->
                                        r.principalId("u").principalType("USER").subscriptionType("X"))),
                operation(
                        codewhisperer,
                        "AmazonQDeveloperService.DeleteAssignment",
                        "q",
                        c -> c.codeWhisperer()
                                .deleteAssignment(r -> r.principalId("u").principalType("USER"))),
                operation(
                        codewhisperer,
                        "AWSCodeWhispererService.ListProfiles",
                        "codewhisperer",
                        c -> c.kiroProfiles().listProfiles(r -> r.maxResults(10))),
                operation(
                        codewhisperer,
                        "AWSCodeWhispererService.CreateProfile",
                        "codewhisperer",
                        c -> c.kiroProfiles().createProfile(r -> r.profileName("kiro"))),
                operation(
                        codewhisperer,
                        "AWSCodeWhispererService.UpdateProfile",
                        "codewhisperer",
                        c -> c.kiroProfiles().updateProfile(r -> r.profileArn("arn"))),
                operation(
                        codewhisperer,
                        "AWSCodeWhispererService.DeleteProfile",
                        "codewhisperer",
                        c -> c.kiroProfiles().deleteProfile(r -> r.profileArn("arn"))),
                operation(
                        subscriptions,
                        "AWSZornControlPlaneService.ListUserSubscriptions",
                        "user-subscriptions",
                        c -> c.userSubscriptions().listUserSubscriptions(r -> r.maxResults(10))),
                operation(
                        subscriptions,
                        "AWSZornControlPlaneService.ListApplicationClaims",
                        "user-subscriptions",
                        c -> c.userSubscriptions().listApplicationClaims(r -> r.maxResults(10))),
                operation(
                        "https://identitystore.eu-west-1.amazonaws.com",
                        "SWBUPService.UpdatePassword",
                        "userpool",
                        c -> c.userPassword().updatePassword(r -> r.userId("u").passwordMode(PasswordMode.EMAIL))));
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("operations")
    void anOperationGoesWhereItIsServed(String host, String target, String signing, Consumer<AwsClients> call) {
        try (AwsClients clients = clients("eu-west-1", "eu-central-1")) {
            call.accept(clients);
        }
        SdkHttpRequest sent = http.last();
        assertThat(sent.getUri()).hasToString(host + "/");
        assertThat(header(sent, "X-Amz-Target")).contains(target);
        assertThat(header(sent, "Content-Type")).contains(JSON_1_0);
        assertThat(header(sent, "Authorization").orElse(""))
                .contains("/" + (host.contains("eu-central-1") ? "eu-central-1" : "eu-west-1") + "/" + signing
                        + "/aws4_request")
                .contains("x-amz-target");
    }

    @Test
    void otherPartitionsHaveOtherHosts() {
        try (AwsClients clients = clients("cn-north-1", "cn-north-1")) {
            clients.userSubscriptions().listUserSubscriptions(r -> r.maxResults(10));
        }
        assertThat(http.last().host()).isEqualTo("service.user-subscriptions.cn-north-1.amazonaws.com.cn");
    }

    @Test
    void thePublicServicesKeepTheirOwnProtocol() {
        try (AwsClients clients = clients("eu-west-1", "eu-central-1")) {
            clients.identityStore().listGroups(r -> r.identityStoreId("d-1234567890"));
            assertThat(http.last().host()).isEqualTo("identitystore.eu-west-1.amazonaws.com");
            assertThat(header(http.last(), "Content-Type")).contains(JSON_1_1);
            clients.ssoAdmin().listInstances(r -> r.maxResults(10));
            assertThat(http.last().host()).isEqualTo("sso.eu-west-1.amazonaws.com");
        }
    }

    @Test
    void theSdksEndpointVariableMovesEveryService() {
        System.setProperty("aws.endpointUrl", "http://127.0.0.1:4566");
        try (AwsClients clients = clients("eu-west-1", "eu-central-1")) {
            clients.userSubscriptions().listUserSubscriptions(r -> r.maxResults(10));
            assertThat(http.last().getUri()).hasToString("http://127.0.0.1:4566/");
            clients.identityStore().listGroups(r -> r.identityStoreId("d-1234567890"));
            assertThat(http.last().getUri()).hasToString("http://127.0.0.1:4566/");
        }
    }

    @Test
    void aServicesOwnEndpointVariableCountsMore() {
        System.setProperty("aws.endpointUrl", "http://127.0.0.1:4566");
        System.setProperty("aws.endpointUrlKiroManagement", "http://127.0.0.1:4567");
        try (AwsClients clients = clients("eu-west-1", "eu-central-1")) {
            clients.kiroManagement().deleteAssignment(r -> r.principalId("u").principalType("USER"));
            assertThat(http.last().getUri()).hasToString("http://127.0.0.1:4567/");
            clients.codeWhisperer().deleteAssignment(r -> r.principalId("u").principalType("USER"));
            assertThat(http.last().getUri()).hasToString("http://127.0.0.1:4566/");
        }
    }

    @Test
    void clientsAreMadeWhenTheyAreFirstUsed() {
        try (AwsClients clients = clients("eu-west-1", "eu-central-1")) {
            assertThat(clients.made()).isZero();
            clients.ssoAdmin().listInstances(r -> r.maxResults(10));
            clients.ssoAdmin().listInstances(r -> r.maxResults(10));
            assertThat(clients.made()).isEqualTo(1);
        }
    }

    private AwsClients clients(String identityCenterRegion, String kiroRegion) {
        ClientFactory factory = new ClientFactory(
                http,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")),
                Optional.empty(),
                new PacingInterceptor(new Pacer(PacingSettings.usual(), new TestingPaceTime()), Audit.unheard()));
        return new AwsClients(factory, identityCenterRegion, kiroRegion);
    }

    private static Arguments operation(String host, String target, String signing, Consumer<AwsClients> call) {
        return Arguments.of(host, target, signing, call);
    }

    private static Optional<String> header(SdkHttpRequest request, String name) {
        return request.firstMatchingHeader(name);
    }
}
