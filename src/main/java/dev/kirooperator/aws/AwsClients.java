package dev.kirooperator.aws;

import dev.kirooperator.aws.generated.codewhisperer.CodeWhispererClient;
import dev.kirooperator.aws.generated.kiromanagement.KiroManagementClient;
import dev.kirooperator.aws.generated.kiroprofiles.KiroProfilesClient;
import dev.kirooperator.aws.generated.userpassword.UserPasswordClient;
import dev.kirooperator.aws.generated.usersubscriptions.UserSubscriptionsClient;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK clients of one connection, each made when it is first used. */
public final class AwsClients implements AutoCloseable {

    private final ClientFactory factory;
    private final Lazy<IdentitystoreClient> identityStore;
    private final Lazy<SsoAdminClient> ssoAdmin;
    private final Lazy<KiroManagementClient> kiroManagement;
    private final Lazy<CodeWhispererClient> codeWhisperer;
    private final Lazy<KiroProfilesClient> kiroProfiles;
    private final Lazy<UserSubscriptionsClient> userSubscriptions;
    private final Lazy<UserPasswordClient> userPassword;
    private final Lazy<ServiceQuotasClient> serviceQuotas;
    private final Lazy<StsClient> sts;

    AwsClients(ClientFactory factory, String identityCenterRegion, String kiroRegion) {
        this.factory = factory;
        this.identityStore = new Lazy<>(() -> factory.make(IdentitystoreClient.builder(), identityCenterRegion));
        this.ssoAdmin = new Lazy<>(() -> factory.make(SsoAdminClient.builder(), identityCenterRegion));
        this.kiroManagement = new Lazy<>(() -> factory.make(KiroManagementClient.builder(), kiroRegion));
        this.codeWhisperer = new Lazy<>(() -> factory.make(CodeWhispererClient.builder(), kiroRegion));
        this.kiroProfiles = new Lazy<>(() -> factory.make(KiroProfilesClient.builder(), kiroRegion));
        this.userSubscriptions =
                new Lazy<>(() -> factory.make(UserSubscriptionsClient.builder(), identityCenterRegion));
        this.userPassword = new Lazy<>(() -> factory.make(UserPasswordClient.builder(), identityCenterRegion));
        this.serviceQuotas = new Lazy<>(() -> factory.make(ServiceQuotasClient.builder(), kiroRegion));
        this.sts = new Lazy<>(() -> factory.make(StsClient.builder(), identityCenterRegion));
    }

    /** Users, groups and memberships, in the Identity Center's Region. */
    public IdentitystoreClient identityStore() {
        return identityStore.get();
    }

    /** Instances and applications, in the Identity Center's Region. */
    public SsoAdminClient ssoAdmin() {
        return ssoAdmin.get();
    }

    /** Assignments on the newer host, in the Kiro profile's Region. */
    public KiroManagementClient kiroManagement() {
        return kiroManagement.get();
    }

    /** Assignments on the older host, in the Kiro profile's Region. */
    public CodeWhispererClient codeWhisperer() {
        return codeWhisperer.get();
    }

    /** Kiro profiles, in the Kiro profile's Region. */
    public KiroProfilesClient kiroProfiles() {
        return kiroProfiles.get();
    }

    /** What users are subscribed to, in the Identity Center's Region. */
    public UserSubscriptionsClient userSubscriptions() {
        return userSubscriptions.get();
    }

    /** The set-password mail, in the Identity Center's Region. */
    public UserPasswordClient userPassword() {
        return userPassword.get();
    }

    /** The cap on overage, in the Kiro profile's Region. */
    public ServiceQuotasClient serviceQuotas() {
        return serviceQuotas.get();
    }

    /** Whose credentials these are. */
    StsClient sts() {
        return sts.get();
    }

    /** Asks for instances in another Region, with a client that lives for this question only. */
    <T> T ssoAdminIn(String region, Function<SsoAdminClient, T> question) {
        try (SsoAdminClient client = factory.make(SsoAdminClient.builder(), region)) {
            return question.apply(client);
        }
    }

    /** Asks for Kiro profiles in another Region, with a client that lives for this question only. */
    public <T> T kiroProfilesIn(String region, Function<KiroProfilesClient, T> question) {
        try (KiroProfilesClient client = factory.make(KiroProfilesClient.builder(), region)) {
            return question.apply(client);
        }
    }

    /** Closes the clients that were made. */
    @Override
    public void close() {
        all().flatMap(client -> client.made().stream()).forEach(SdkClient::close);
    }

    /** How many clients were made so far. */
    int made() {
        return (int) all().filter(client -> client.made().isPresent()).count();
    }

    private Stream<Lazy<? extends SdkClient>> all() {
        return Stream.of(
                identityStore,
                ssoAdmin,
                kiroManagement,
                codeWhisperer,
                kiroProfiles,
                userSubscriptions,
                userPassword,
                serviceQuotas,
                sts);
    }
}
