package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.AccessDeniedException;
import software.amazon.awssdk.services.ssoadmin.model.ConflictException;
import software.amazon.awssdk.services.ssoadmin.model.InstanceMetadata;
import software.amazon.awssdk.services.ssoadmin.model.InstanceStatus;
import software.amazon.awssdk.services.ssoadmin.model.PrincipalType;
import software.amazon.awssdk.services.ssoadmin.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** IAM Identity Center's own API as AWS's Java client sees it. */
class SsoAdminTest extends KiroTestCase {
    private static final String PERMISSION_SET =
            "arn:aws:sso:::permissionSet/ssoins-7223c45b67d89e0f/ps-0123456789abcdef";

    private SsoAdminClient sso;

    @BeforeEach
    void client() {
        sso = SdkClients.ssoAdmin(standIn.url());
    }

    @AfterEach
    void closeClient() {
        sso.close();
    }

    @Test
    void theUsualWorldHasOneActiveInstance() {
        assertThat(sso.listInstances(request -> {}).instances()).singleElement().satisfies(instance -> {
            assertThat(instance.identityStoreId()).isEqualTo("d-1234567890");
            assertThat(instance.instanceArn()).matches("arn:aws:sso:::instance/ssoins-[0-9a-f]{16}");
            assertThat(instance.ownerAccountId()).isEqualTo("123456789012");
            assertThat(instance.status()).isEqualTo(InstanceStatus.ACTIVE);
            assertThat(instance.createdDate()).isEqualTo(START);
        });
        assertThat(sso.describeInstance(request -> request.instanceArn(arn())).identityStoreId())
                .isEqualTo("d-1234567890");
    }

    @Test
    void theInstanceIsSeenInItsRegionOnly() {
        try (SsoAdminClient elsewhere = SdkClients.configured(SsoAdminClient.builder(), standIn.url())
                .region(Region.EU_CENTRAL_1)
                .build()) {
            assertThat(elsewhere.listInstances(request -> {}).instances()).isEmpty();
            assertThatThrownBy(() -> elsewhere.describeInstance(request -> request.instanceArn(arn())))
                    .isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void thereIsOneInstanceAtMost() {
        assertThatThrownBy(() -> sso.createInstance(request -> {})).isInstanceOf(ConflictException.class);
    }

    @Test
    void anInstanceCanBeMadeWhereThereIsNone() throws IOException {
        in("{\"instance\": false}", empty -> {
            assertThat(empty.listInstances(request -> {}).instances()).isEmpty();

            String made = empty.createInstance(request -> request.name("team").clientToken("once"))
                    .instanceArn();

            assertThat(empty.createInstance(request -> request.name("team").clientToken("once"))
                            .instanceArn())
                    .isEqualTo(made);
            assertThat(empty.describeInstance(request -> request.instanceArn(made))
                            .status())
                    .isEqualTo(InstanceStatus.CREATE_IN_PROGRESS);
            assertThat(empty.listInstances(request -> {}).instances())
                    .extracting(InstanceMetadata::instanceArn, InstanceMetadata::name)
                    .containsExactly(tuple(made, "team"));
            assertThat(empty.listApplications(request -> request.instanceArn(made))
                            .applications())
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "false, 123456789012, true, true, true",
        "true, 123456789012, true, true, true",
        "false, 222222222222, false, false, false",
        "true, 222222222222, true, true, false",
    })
    void anInstanceIsForItsAccountAndItsOrganization(
            boolean organization, String account, boolean shown, boolean readable, boolean writable)
            throws IOException {
        Seed seed = Seed.parse("{\"instance\": {\"organization\": " + organization + "}}");
        try (StandIn world = StandIn.start(StandInOptions.defaults().withSeed(seed));
                StsClient sts = SdkClients.sts(world.url())) {
            Credentials keys = sts.assumeRole(request -> request.roleArn("arn:aws:iam::" + account + ":role/kiro")
                            .roleSessionName("operator"))
                    .credentials();
            AwsCredentialsProvider role = StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()));
            try (SsoAdminClient instances = SdkClients.configured(SsoAdminClient.builder(), world.url())
                            .credentialsProvider(role)
                            .build();
                    IdentitystoreClient store = SdkClients.configured(IdentitystoreClient.builder(), world.url())
                            .credentialsProvider(role)
                            .build()) {
                assertThat(instances.listInstances(request -> {}).instances()).hasSize(shown ? 1 : 0);
                assertThat(isAllowed(() -> store.listGroups(request -> request.identityStoreId(SdkClients.STORE))))
                        .isEqualTo(readable);
                assertThat(isAllowed(() -> store.createGroup(request ->
                                request.identityStoreId(SdkClients.STORE).displayName("g"))))
                        .isEqualTo(writable);
            }
        }
    }

    private static boolean isAllowed(Runnable call) {
        try {
            call.run();
            return true;
        } catch (software.amazon.awssdk.services.identitystore.model.AccessDeniedException denied) {
            return false;
        }
    }

    @Test
    void theProfilesApplicationIsListedAndDescribed() {
        assertThat(sso.listApplications(request -> request.instanceArn(arn())).applications())
                .singleElement()
                .satisfies(application -> {
                    assertThat(application.name()).isEqualTo("KiroProfile-us-east-1");
                    assertThat(application.applicationProviderArn()).endsWith("/codewhisperer");
                    assertThat(application.applicationArn()).isEqualTo(applicationArn());
                });
        assertThat(sso.listApplications(request -> request.instanceArn(arn())
                                .filter(filter ->
                                        filter.applicationProvider("arn:aws:sso::aws:applicationProvider/other")))
                        .applications())
                .isEmpty();
        assertThatThrownBy(() -> sso.describeApplication(request ->
                        request.applicationArn(applicationArn().replaceAll("apl-.*", "apl-0000000000000000"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void assignmentsAreMadeListedAndRemoved() {
        String group = createGroup("developers");
        sso.createApplicationAssignment(request ->
                request.applicationArn(applicationArn()).principalId(group).principalType(PrincipalType.GROUP));

        assertThatThrownBy(() -> sso.createApplicationAssignment(request -> request.applicationArn(applicationArn())
                        .principalId(group)
                        .principalType(PrincipalType.GROUP)))
                .isInstanceOf(ConflictException.class);
        assertThat(sso.listApplicationAssignments(request -> request.applicationArn(applicationArn()))
                        .applicationAssignments())
                .singleElement()
                .satisfies(assigned -> assertThat(assigned.principalId()).isEqualTo(group));
        assertThat(sso.listApplicationAssignmentsForPrincipal(request ->
                                request.instanceArn(arn()).principalId(group).principalType(PrincipalType.GROUP))
                        .applicationAssignments())
                .hasSize(1);

        sso.deleteApplicationAssignment(request ->
                request.applicationArn(applicationArn()).principalId(group).principalType(PrincipalType.GROUP));
        assertThatThrownBy(() -> sso.describeApplicationAssignment(request -> request.applicationArn(applicationArn())
                        .principalId(group)
                        .principalType(PrincipalType.GROUP)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aPrincipalThatDoesNotExistIsNotAssigned() {
        assertThatThrownBy(() -> sso.createApplicationAssignment(request -> request.applicationArn(applicationArn())
                        .principalId("9999999999-00000000-0000-4000-8000-000000000000")
                        .principalType(PrincipalType.USER)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aKiroAssignmentShowsAmongThoseOfTheApplication() {
        String group = createGroup("developers");
        assign("GROUP", group, PRO);

        assertThat(sso.listApplicationAssignments(request -> request.applicationArn(applicationArn()))
                        .applicationAssignments())
                .singleElement()
                .satisfies(assigned -> {
                    assertThat(assigned.principalId()).isEqualTo(group);
                    assertThat(assigned.principalType()).isEqualTo(PrincipalType.GROUP);
                });
    }

    @Test
    void accountAssignmentsComeFromTheSeed() throws IOException {
        String seed = """
                {"groups": [{"displayName": "admins", "id": "90676d6f5f-00000000-0000-4000-8000-000000000001"}],
                 "accountAssignments": [{"group": "admins", "permissionSetArn": "%s"}]}
                """.formatted(PERMISSION_SET);
        in(
                seed,
                client -> assertThat(client.listAccountAssignmentsForPrincipal(request -> request.instanceArn(arn())
                                        .principalId("90676d6f5f-00000000-0000-4000-8000-000000000001")
                                        .principalType(PrincipalType.GROUP))
                                .accountAssignments())
                        .singleElement()
                        .satisfies(assigned ->
                                assertThat(assigned.permissionSetArn()).isEqualTo(PERMISSION_SET)));
        assertThat(sso.listAccountAssignmentsForPrincipal(request -> request.instanceArn(arn())
                                .principalId(createGroup("others"))
                                .principalType(PrincipalType.GROUP))
                        .accountAssignments())
                .isEmpty();
    }

    private static void in(String seed, Consumer<SsoAdminClient> test) throws IOException {
        try (StandIn other = StandIn.start(StandInOptions.defaults().withSeed(Seed.parse(seed)));
                SsoAdminClient client = SdkClients.ssoAdmin(other.url())) {
            test.accept(client);
        }
    }

    private String arn() {
        return instanceArn();
    }
}
