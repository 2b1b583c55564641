package dev.kirooperator.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/** Gives every SDK client of a connection the same HTTP client, credentials, timeouts, retries and pace. */
final class ClientFactory {

    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private static final Duration CALL = Duration.ofSeconds(25);

    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final Optional<URI> endpoint;
    private final ClientOverrideConfiguration behaviour;

    ClientFactory(
            SdkHttpClient http,
            AwsCredentialsProvider credentials,
            Optional<URI> endpoint,
            ExecutionInterceptor... interceptors) {
        this.http = http;
        this.credentials = credentials;
        this.endpoint = endpoint;
        ClientOverrideConfiguration.Builder settings = ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL)
                .retryStrategy(Retries.repeatable())
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "kiro-operator");
        List.of(interceptors).forEach(settings::addExecutionInterceptor);
        this.behaviour = settings.build();
    }

    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C make(B builder, String region) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(behaviour)
                .build();
    }
}
