package dev.kirooperator.sandbox.aws;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.identitystore.model.CreateUserRequest;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.sts.StsClient;

/** AWS's own clients, pointed at a stand-in, without retries. */
final class SdkClients {
    static final String STORE = "d-1234567890";

    private SdkClients() {}

    static IdentitystoreClient identityStore(URI url) {
        return configured(IdentitystoreClient.builder(), url).build();
    }

    static SsoAdminClient ssoAdmin(URI url) {
        return configured(SsoAdminClient.builder(), url).build();
    }

    static StsClient sts(URI url) {
        return configured(StsClient.builder(), url).build();
    }

    static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder, URI url) {
        return builder.endpointOverride(url)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret")))
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    static CreateUserRequest user(String name) {
        return CreateUserRequest.builder()
                .identityStoreId(STORE)
                .userName(name + "@example.com")
                .displayName(name + " Example")
                .name(full -> full.givenName(name).familyName("Example"))
                .emails(email -> email.value(name + "@example.com").type("work").primary(true))
                .build();
    }
}
