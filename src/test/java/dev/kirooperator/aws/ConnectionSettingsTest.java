package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "x, , , kiro.connections.eu.role-arn: expected the ARN of an IAM role",
        "arn:aws:iam::123456789012:user/kiro, , , kiro.connections.eu.role-arn: expected the ARN of an IAM role",
        ", garbage, , kiro.connections.eu.identity-center.instance-arn: expected the ARN of an Identity Center instance",
        ", ssoins-7223c45b67d89e0f, , kiro.connections.eu.identity-center.instance-arn: expected the ARN",
        ", , nonsense, kiro.connections.eu.sign-in-url: expected a URL",
        ", , ftp://example.com, kiro.connections.eu.sign-in-url: expected a URL"
    })
    void aValueThatCannotBeIsRefusedByItsKey(
            @Nullable String role, @Nullable String instance, @Nullable String url, String message) {
        assertThatThrownBy(() ->
                        settings(Optional.ofNullable(role), Optional.ofNullable(instance), Optional.ofNullable(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageEndingWith("found \"%s\"", role != null ? role : instance != null ? instance : url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "aws-us-gov", "aws-cn"})
    void everyPartitionIsTaken(String partition) {
        String role = "arn:" + partition + ":iam::123456789012:role/team/kiro";
        String instance = "arn:" + partition + ":sso:::instance/ssoins-7223c45b67d89e0f";

        ConnectionSettings settings =
                settings(Optional.of(role), Optional.of(instance), Optional.of("https://example.awsapps.com/start"));

        assertThat(settings.roleArn()).contains(role);
        assertThat(settings.instanceArn()).contains(instance);
    }

    private static ConnectionSettings settings(
            Optional<String> role, Optional<String> instance, Optional<String> signInUrl) {
        return new ConnectionSettings(
                "eu",
                Optional.empty(),
                instance,
                Optional.empty(),
                Optional.empty(),
                SeatApi.AUTO,
                role,
                Optional.empty(),
                signInUrl,
                Optional.empty(),
                Creation.NOTHING);
    }
}
