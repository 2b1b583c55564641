package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.identitystore.model.ResourceNotFoundException;

class InstanceLocatorTest {

    private static final String ONE =
            "{\"InstanceArn\":\"arn:aws:sso:::instance/ssoins-1\",\"IdentityStoreId\":\"d-1\",\"Status\":\"ACTIVE\"}";
    private static final String TWO =
            "{\"InstanceArn\":\"arn:aws:sso:::instance/ssoins-2\",\"IdentityStoreId\":\"d-2\",\"Status\":\"ACTIVE\"}";

    private final TestingAws aws = new TestingAws();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void theOnlyInstanceIsFoundAndKept() {
        aws.on("ListInstances", TestingAws.ok("{\"Instances\":[" + ONE + "]}"));
        try (Connections connections = aws.connect(unknownInstance())) {
            AwsConnection connection = connections.find("default").orElseThrow();
            assertThat(connection.instance())
                    .isEqualTo(new Instance("arn:aws:sso:::instance/ssoins-1", "d-1", "eu-central-1"));
            assertThat(connection.instance()).isSameAs(connection.instance());
        }
        assertThat(aws.calls("ListInstances")).hasSize(1);
    }

    @Test
    void anInstanceThatAwsDoesNotKnowAnyMoreIsLookedForAgain() {
        aws.on("ListInstances", TestingAws.ok("{\"Instances\":[" + ONE + "]}"));
        aws.on("ListUsers", TestingAws.error(400, "ResourceNotFoundException", "IdentityStore not found"));
        try (Connections connections = aws.connect(unknownInstance())) {
            AwsConnection connection = connections.find("default").orElseThrow();
            String store = connection.instance().identityStoreId();
            aws.on("ListInstances", TestingAws.ok("{\"Instances\":[" + TWO + "]}"));
            assertThat(connection.instance().identityStoreId()).isEqualTo("d-1");

            assertThatThrownBy(() -> connection.clients().identityStore().listUsers(r -> r.identityStoreId(store)))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThat(connection.instance().identityStoreId()).isEqualTo("d-2");
        }
    }

    @Test
    void settingsThatSayAllNeedNoCall() {
        try (Connections connections = aws.connect()) {
            assertThat(connections.find("default").orElseThrow().instance())
                    .isEqualTo(new Instance("arn:aws:sso:::instance/ssoins-1", "d-1234567890", "us-east-1"));
        }
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void noInstanceIsNotFoundWithWhatToDoAndIsLookedForAgain() {
        aws.on("ListInstances", TestingAws.ok("{\"Instances\":[]}"));
        try (Connections connections = aws.connect(unknownInstance())) {
            AwsConnection connection = connections.find("default").orElseThrow();
            assertThatThrownBy(connection::instance)
                    .hasMessageContaining("eu-central-1, found none")
                    .hasMessageContaining("kiro.connections.default.identity-center.instance-arn")
                    .asInstanceOf(InstanceOfAssertFactories.type(AwsException.class))
                    .extracting(AwsException::failure)
                    .asInstanceOf(InstanceOfAssertFactories.type(AwsFailure.NotFound.class))
                    .extracting(AwsFailure.NotFound::subject)
                    .isEqualTo(AwsFailure.Subject.INSTANCE);
            aws.on("ListInstances", TestingAws.ok("{\"Instances\":[" + ONE + "]}"));
            assertThat(connection.instance().identityStoreId()).isEqualTo("d-1");
        }
    }

    @Test
    void severalInstancesOnSeveralPagesAreInvalidUntilOneIsChosen() {
        aws.on(
                "ListInstances",
                call -> TestingAws.ok(
                        call.text("NextToken").isEmpty()
                                ? "{\"Instances\":[" + ONE + "],\"NextToken\":\"more\"}"
                                : "{\"Instances\":[" + TWO + "]}"));
        try (Connections connections = aws.connect(unknownInstance())) {
            assertThatThrownBy(() -> connections.find("default").orElseThrow().instance())
                    .hasMessageContaining("found 2 (arn:aws:sso:::instance/ssoins-1, arn:aws:sso:::instance/ssoins-2)")
                    .asInstanceOf(InstanceOfAssertFactories.type(AwsException.class))
                    .extracting(AwsException::failure)
                    .isInstanceOf(AwsFailure.Invalid.class);
        }
        try (Connections connections = aws.connect(choosing("arn:aws:sso:::instance/ssoins-2"))) {
            assertThat(connections.find("default").orElseThrow().instance().identityStoreId())
                    .isEqualTo("d-2");
        }
    }

    @Test
    void aChosenInstanceThatIsNotThereIsNotFound() {
        aws.on("ListInstances", TestingAws.ok("{\"Instances\":[" + ONE + "]}"));
        try (Connections connections = aws.connect(choosing("arn:aws:sso:::instance/ssoins-9"))) {
            assertThatThrownBy(() -> connections.find("default").orElseThrow().instance())
                    .hasMessageContaining("expected the IAM Identity Center instance arn:aws:sso:::instance/ssoins-9")
                    .hasMessageContaining("found arn:aws:sso:::instance/ssoins-1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE_FAILED, could not be made (no quota): delete it",
        "DELETE_IN_PROGRESS, is being deleted",
    })
    void anInstanceThatDoesNotServeIsNotUsed(String status, String message) {
        aws.on("ListInstances", TestingAws.ok(instance(status)));
        try (Connections connections = aws.connect(unknownInstance())) {
            assertThatThrownBy(() -> connections.find("default").orElseThrow().instance())
                    .hasMessageContaining("arn:aws:sso:::instance/ssoins-1 in eu-central-1 " + message)
                    .asInstanceOf(InstanceOfAssertFactories.type(AwsException.class))
                    .extracting(AwsException::failure)
                    .isInstanceOf(AwsFailure.NotFound.class);
        }
    }

    @Test
    void anInstanceThatIsBeingMadeIsWaitedFor() {
        aws.on("ListInstances", TestingAws.ok(instance("CREATE_IN_PROGRESS")));
        try (Connections connections = aws.connect(unknownInstance())) {
            AwsConnection connection = connections.find("default").orElseThrow();
            assertThatThrownBy(connection::instance)
                    .asInstanceOf(InstanceOfAssertFactories.type(AwsException.class))
                    .extracting(AwsException::failure)
                    .asInstanceOf(InstanceOfAssertFactories.type(AwsFailure.Diagnosed.class))
                    .extracting(AwsFailure.Diagnosed::cause)
                    .isEqualTo(AwsFailure.Cause.BEING_MADE);
            aws.on("ListInstances", TestingAws.ok(instance("A_WORD_OF_TOMORROW")));
            assertThat(connection.instance().identityStoreId()).isEqualTo("d-1");
        }
    }

    private static String instance(String status) {
        return "{\"Instances\":[" + ONE.replace("ACTIVE\"}", status + "\",\"StatusReason\":\"no quota\"}") + "]}";
    }

    @Test
    void aDenialIsADenial() {
        aws.on("ListInstances", TestingAws.error(400, "AccessDeniedException", "no"));
        try (Connections connections = aws.connect(unknownInstance())) {
            assertThatThrownBy(() -> connections.find("default").orElseThrow().instance())
                    .asInstanceOf(InstanceOfAssertFactories.type(AwsException.class))
                    .extracting(AwsException::failure)
                    .isInstanceOf(AwsFailure.Denied.class);
        }
    }

    @Test
    void peopleSignInAtTheInstancesOwnUrl() {
        assertThat(SignIn.of(
                        TestingSettings.named("default").build(), new Instance("arn", "d-1234567890", "eu-west-1")))
                .isEqualTo(new SignIn("https://d-1234567890.awsapps.com/start", "eu-west-1"));
    }

    @Test
    void govCloudHasAnotherUrl() {
        assertThat(SignIn.of(TestingSettings.named("default").build(), new Instance("arn", "d-1", "us-gov-west-1")))
                .isEqualTo(new SignIn("https://start.us-gov-home.awsapps.com/directory/d-1", "us-gov-west-1"));
    }

    @Test
    void aSignInUrlThatIsSetCounts() {
        ConnectionSettings settings = TestingSettings.named("default")
                .signingInAt("https://acme.awsapps.com/start")
                .build();
        assertThat(SignIn.of(settings, new Instance("arn", "d-1", "us-gov-west-1"))
                        .url())
                .isEqualTo("https://acme.awsapps.com/start");
    }

    private TestingSettings unknownInstance() {
        return TestingSettings.named("default").inRegion("eu-central-1").at(aws.endpoint());
    }

    private TestingSettings choosing(String arn) {
        return unknownInstance().choosing(arn);
    }
}
