package dev.kirooperator.aws;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ssoadmin.model.InstanceMetadata;

/**
 * How one Identity Center and its Kiro profile are reached ({@code kiro.connections.<name>.*}).
 *
 * @param name the name that {@code spec.connection} uses
 * @param identityCenterRegion the Region of the Identity Center instance; the AWS SDK's own ({@code AWS_REGION}, profile,
 *     instance metadata) when empty
 * @param instanceArn the Identity Center instance; found by {@code ListInstances} when empty
 * @param identityStoreId the instance's Identity Store ({@code d-...}); found by {@code ListInstances} when empty
 * @param kiroRegion the Region of the Kiro profile; the Identity Center's when empty
 * @param roleArn the role to assume; the default credentials as they are when empty
 * @param externalId the external id for assuming the role
 * @param signInUrl the URL that people sign in at, where Identity Center has an alias of its own
 * @param endpointOverride one endpoint for all services, for embedded use; the SDK's {@code AWS_ENDPOINT_URL...} variables
 *     count when empty
 * @param creation what is made at AWS where it is missing
 */
public record ConnectionSettings(
        String name,
        Optional<String> identityCenterRegion,
        Optional<String> instanceArn,
        Optional<String> identityStoreId,
        Optional<String> kiroRegion,
        SeatApi seatApi,
        Optional<String> roleArn,
        Optional<String> externalId,
        Optional<String> signInUrl,
        Optional<URI> endpointOverride,
        Creation creation) {

    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d+:role/\\S+");
    private static final Pattern INSTANCE = Pattern.compile("arn:aws[a-z-]*:sso:::instance/\\S+");
    private static final Pattern START = Pattern.compile("https?://[^/\\s]+(/\\S*)?");

    public ConnectionSettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A connection needs a name: set kiro.connections.<name>.*");
        }
        if (externalId.isPresent() && roleArn.isEmpty()) {
            throw new IllegalArgumentException("kiro.connections." + name + ".external-id is set without role-arn: "
                    + "an external id counts only when a role is assumed, so set both or none");
        }
        if (creation.instance() && (instanceArn.isPresent() || identityStoreId.isPresent())) {
            throw new IllegalArgumentException(
                    "kiro.connections." + name + ".identity-center.create is set together with "
                            + "instance-arn or identity-store-id: an instance that is named is not made, so set one or the other");
        }
        String key = "kiro.connections." + name + ".";
        expect(key + "role-arn", roleArn, ROLE, "the ARN of an IAM role, such as arn:aws:iam::123456789012:role/kiro");
        expect(
                key + "identity-center.instance-arn",
                instanceArn,
                INSTANCE,
                "the ARN of an Identity Center instance, such as arn:aws:sso:::instance/ssoins-7223c45b67d89e0f");
        expect(key + "sign-in-url", signInUrl, START, "a URL such as https://example.awsapps.com/start");
    }

    /** Whether the settings mean the instance: every instance where they name none. */
    boolean mean(InstanceMetadata instance) {
        return instanceArn.map(arn -> arn.equals(instance.instanceArn())).orElse(true)
                && identityStoreId
                        .map(id -> id.equals(instance.identityStoreId()))
                        .orElse(true);
    }

    private static void expect(String key, Optional<String> value, Pattern pattern, String what) {
        value.filter(v -> !pattern.matcher(v).matches()).ifPresent(v -> {
            throw new IllegalArgumentException(key + ": expected " + what + ", found \"" + v + "\"");
        });
    }
}
