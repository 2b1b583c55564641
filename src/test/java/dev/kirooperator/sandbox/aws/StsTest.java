package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** STS as AWS's Java client sees it. */
class StsTest extends KiroTestCase {
    private static final String ROLE = "arn:aws:iam::123456789012:role/teams/KiroOperator";

    private StsClient sts;

    @BeforeEach
    void client() {
        sts = SdkClients.sts(standIn.url());
    }

    @AfterEach
    void closeClient() {
        sts.close();
    }

    @Test
    void theCallerIsWhoSigned() {
        assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/AKIATEST");
        assertThat(sts.getCallerIdentity().account()).isEqualTo("123456789012");
    }

    @Test
    void callsOfAnAssumedRoleAreLoggedUnderItsName() {
        Credentials keys = sts.assumeRole(request ->
                        request.roleArn(ROLE).roleSessionName("operator").durationSeconds(900))
                .credentials();
        assertThat(keys.expiration()).isEqualTo(START.plus(Duration.ofMinutes(15)));
        standIn.clearCalls();

        try (IdentitystoreClient store = SdkClients.configured(IdentitystoreClient.builder(), standIn.url())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken())))
                .build()) {
            store.listUsers(request -> request.identityStoreId("d-1234567890"));
        }

        assertThat(standIn.calls()).singleElement().satisfies(call -> {
            assertThat(call.accessKeyId()).isEqualTo(keys.accessKeyId());
            assertThat(call.principal()).isEqualTo("arn:aws:sts::123456789012:assumed-role/KiroOperator/operator");
        });
    }

    @Test
    void credentialsOfARoleExpire() {
        Credentials keys = sts.assumeRole(request ->
                        request.roleArn(ROLE).roleSessionName("operator").durationSeconds(900))
                .credentials();
        String signed = WireClient.authorization(keys.accessKeyId(), "us-east-1", "identitystore");
        String request = "{\"IdentityStoreId\": \"d-1234567890\"}";

        standIn.advance(Duration.ofSeconds(899));
        assertThat(wire.callWith(signed, "AWSIdentityStore.ListUsers", request).status())
                .isEqualTo(200);
        standIn.advance(Duration.ofSeconds(1));
        assertThat(wire.callWith(signed, "AWSIdentityStore.ListUsers", request).type())
                .isEqualTo("ExpiredTokenException");
    }

    @Test
    void aRoleWithAnExternalIdIsAssumedWithThatOnly() throws IOException {
        String seed = "{\"roles\": [{\"arn\": \"" + ROLE + "\", \"externalId\": \"x1\"}]}";
        try (StandIn guarded = StandIn.start(StandInOptions.defaults().withSeed(Seed.parse(seed)));
                StsClient client = SdkClients.sts(guarded.url())) {
            assertThatThrownBy(() ->
                            client.assumeRole(request -> request.roleArn(ROLE).roleSessionName("operator")))
                    .isInstanceOfSatisfying(StsException.class, denied -> {
                        assertThat(denied.statusCode()).isEqualTo(403);
                        assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    });
            assertThat(client.assumeRole(request -> request.roleArn(ROLE)
                                    .roleSessionName("operator")
                                    .externalId("x1"))
                            .assumedRoleUser()
                            .arn())
                    .endsWith("/operator");
        }
    }

    @Test
    void wrongRolesAndDurationsAreRefused() {
        assertThatThrownBy(() -> sts.assumeRole(
                        request -> request.roleArn("arn:aws:iam::1:user/x<y").roleSessionName("operator")))
                .isInstanceOf(StsException.class)
                .hasMessageContaining("x<y");
        assertThatThrownBy(() -> sts.assumeRole(request ->
                        request.roleArn(ROLE).roleSessionName("operator").durationSeconds(10)))
                .isInstanceOf(StsException.class)
                .hasMessageContaining("DurationSeconds");
    }

    @Test
    void aWebIdentityNeedsNoSignature() {
        HttpRequest.Builder request = wire.request("Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=" + ROLE
                        + "&RoleSessionName=operator&WebIdentityToken=token")
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");

        assertThat(wire.send(request).status()).isEqualTo(200);
    }
}
