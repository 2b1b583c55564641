package dev.kirooperator.aws;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** All connections of the operator's configuration. They share one HTTP client; each has its own pace, since quotas are per account. */
public final class Connections implements AutoCloseable {

    private static final int MAX_HTTP_CONNECTIONS = 64;

    private final SdkHttpClient http;
    private final Map<String, AwsConnection> byName = new LinkedHashMap<>();

    /** The credentials that the AWS SDK finds by itself (IRSA, EKS Pod Identity, environment, ...). */
    public static AwsCredentialsProvider ambientCredentials() {
        return DefaultCredentialsProvider.builder().build();
    }

    /**
     * Connections with the given credentials, whose writes are told to the audit.
     *
     * @throws IllegalArgumentException when two connections have one name, or one has no Region and the SDK finds none
     */
    public Connections(
            List<ConnectionSettings> settings, PacingSettings pacing, AwsCredentialsProvider credentials, Wire wire) {
        this(settings, pacing, credentials, wire, PaceTime.SYSTEM);
    }

    /** Connections whose writes nobody audits. */
    public Connections(List<ConnectionSettings> settings, PacingSettings pacing, AwsCredentialsProvider credentials) {
        this(settings, pacing, credentials, PaceTime.SYSTEM);
    }

    Connections(
            List<ConnectionSettings> settings,
            PacingSettings pacing,
            AwsCredentialsProvider credentials,
            PaceTime time) {
        this(settings, pacing, credentials, new Wire(Audit.unheard(), false, false), time);
    }

    private Connections(
            List<ConnectionSettings> settings,
            PacingSettings pacing,
            AwsCredentialsProvider credentials,
            Wire wire,
            PaceTime time) {
        this.http = Apache5HttpClient.builder()
                .maxConnections(MAX_HTTP_CONNECTIONS)
                .connectionTimeout(Duration.ofSeconds(3))
                .socketTimeout(Duration.ofSeconds(10))
                .connectionMaxIdleTime(Duration.ofSeconds(20))
                .build();
        for (ConnectionSettings one : settings) {
            if (byName.containsKey(one.name())) {
                throw new IllegalArgumentException("Two connections are named " + one.name() + ": rename one of them");
            }
            byName.put(one.name(), new AwsConnection(one, new Pacer(pacing, time), http, credentials, wire));
        }
    }

    /**
     * What holds for every call of every connection.
     *
     * @param audit is told of the writes
     * @param allowPlainHttp whether calls may go out unencrypted
     * @param readOnly whether writes are refused before they are sent
     */
    public record Wire(Audit audit, boolean allowPlainHttp, boolean readOnly) {}

    /** The connection of that name; empty when the configuration has none. */
    public Optional<AwsConnection> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All connections, in the order of the configuration. */
    public Collection<AwsConnection> all() {
        return byName.values();
    }

    @Override
    public void close() {
        byName.values().forEach(AwsConnection::close);
        http.close();
    }
}
