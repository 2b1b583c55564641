package dev.kirooperator.aws;

import java.io.IOException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A connection's credentials, with a failure that says whose they are and what to do. */
final class ConnectionCredentials implements AwsCredentialsProvider {

    private final ConnectionSettings settings;
    private final AwsCredentialsProvider source;

    ConnectionCredentials(ConnectionSettings settings, AwsCredentialsProvider source) {
        this.settings = settings;
        this.source = source;
    }

    /**
     * {@inheritDoc}
     *
     * @throws CredentialsException when there are none, or the role cannot be assumed
     * @throws AwsServiceException when AWS refused the role's credentials for now (throttled, or broken)
     * @throws SdkClientException when AWS could not be reached for the role's credentials
     */
    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return source.resolveCredentials();
        } catch (AwsServiceException e) {
            if (e.statusCode() >= 500 || Retries.isThrottle(e)) {
                throw e;
            }
            throw new CredentialsException(instruction(), e);
        } catch (SdkClientException e) {
            if (e.getCause() instanceof IOException) {
                throw e;
            }
            throw new CredentialsException(instruction(), e);
        }
    }

    private String instruction() {
        return settings.roleArn()
                .map(role -> "no credentials for connection " + settings.name() + ": the role " + role
                        + " could not be assumed; check that its trust policy names this operator's own identity"
                        + " (and the external id, if kiro.connections." + settings.name() + ".external-id is set)")
                .orElseGet(() -> "no credentials for connection " + settings.name()
                        + ": give the operator's Pod an IAM role (IRSA or EKS Pod Identity), or set AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY");
    }
}
