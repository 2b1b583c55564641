package dev.kirooperator.sandbox.aws;

import static dev.kirooperator.sandbox.aws.SdkClients.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.identitystore.model.ConflictException;
import software.amazon.awssdk.services.sts.StsClient;

/** Which ids are given out, and whose an e-mail address is. */
class IdsAndEmailsTest {
    private StandIn standIn;
    private IdentitystoreClient store;

    @BeforeEach
    void start() throws IOException {
        standIn = StandIn.start(StandInOptions.defaults());
        store = SdkClients.identityStore(standIn.url());
    }

    @AfterEach
    void stop() {
        store.close();
        standIn.close();
    }

    @Test
    void onlyWhatIsMadeTakesAnId() throws IOException {
        createUser("ada");
        createGroup("developers");
        String last = createUser("bob");
        try (StandIn same = StandIn.start(StandInOptions.defaults());
                IdentitystoreClient sameStore = SdkClients.identityStore(same.url());
                StsClient sts = SdkClients.sts(same.url())) {
            sameStore.createUser(SdkClients.user("ada"));
            sameStore.createGroup(request -> request.identityStoreId(STORE).displayName("developers"));
            assertThatThrownBy(() -> sameStore.createUser(SdkClients.user("ada")))
                    .isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> sameStore.createGroup(
                            request -> request.identityStoreId(STORE).displayName("developers")))
                    .isInstanceOf(ConflictException.class);
            sts.assumeRole(request ->
                    request.roleArn("arn:aws:iam::123456789012:role/r").roleSessionName("operator"));
            assertThat(sameStore.createUser(SdkClients.user("bob")).userId()).isEqualTo(last);
        }
    }

    @Test
    void anEmailThatTwoHaveIsTheOthersWhenOneGoes() {
        String ada = createUser("ada");
        standIn.settings(settings -> settings.withUniqueEmails(false));
        var shared = SdkClients.user("other").toBuilder()
                .emails(email -> email.value("ada@example.com"))
                .build();
        String other = store.createUser(shared).userId();
        assertThat(idByEmail("ada@example.com")).isEqualTo(ada);

        store.deleteUser(request -> request.identityStoreId(STORE).userId(other));
        assertThat(idByEmail("ada@example.com")).isEqualTo(ada);
        standIn.settings(settings -> settings.withUniqueEmails(true));
        assertThatThrownBy(() -> store.createUser(shared)).isInstanceOf(ConflictException.class);
    }

    private String idByEmail(String email) {
        return store.getUserId(request -> request.identityStoreId(STORE)
                        .alternateIdentifier(alternate -> alternate.uniqueAttribute(unique ->
                                unique.attributePath("emails.value").attributeValue(Document.fromString(email)))))
                .userId();
    }

    private String createUser(String name) {
        return store.createUser(SdkClients.user(name)).userId();
    }

    private void createGroup(String name) {
        store.createGroup(request -> request.identityStoreId(STORE).displayName(name));
    }
}
