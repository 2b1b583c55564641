package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class PlainHttpTest {

    private static final String FILE = "aws.configFile";

    @TempDir
    Path folder = Path.of("");

    @AfterEach
    void forgetTheFile() {
        System.clearProperty(FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://aws.example.com",
                "HTTPS://aws.example.com:8443/x",
                "http://127.0.0.1:4566",
                "http://127.8.9.10",
                "http://localhost:4566",
                "http://LOCALHOST",
                "http://[::1]:4566",
            })
    void whatIsEncryptedOrStaysHereIsFine(String endpoint) {
        assertThat(PlainHttp.isFine(endpoint)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://aws.example.com",
                "http://10.0.0.1:4566",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "http://127.0.0.1@example.com",
                "http://[::2]",
                "aws.example.com",
                "http://0.0.0.0:4566",
                "no url",
            })
    void whatGoesUnencryptedElsewhereIsNot(String endpoint) {
        assertThat(PlainHttp.isFine(endpoint)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_ENDPOINT_URL, aws.nothing, the environment variable AWS_ENDPOINT_URL",
        "AWS_ENDPOINT_URL_STS, aws.nothing, the environment variable AWS_ENDPOINT_URL_STS",
        "NOTHING, aws.endpointUrl, the system property aws.endpointUrl",
        "NOTHING, aws.endpointUrlKiroManagement, the system property aws.endpointUrlKiroManagement",
    })
    void anEndpointThatIsSetIsRefusedWithWhereItIsAndWhatToDo(String variable, String property, String where) {
        assertThatThrownBy(() -> PlainHttp.refuse(
                        Map.of(variable, "http://stand-in.dev.svc:4566/x"),
                        Map.of(property, "http://stand-in.dev.svc:4566/x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(where + ": expected an https:// URL, found http://stand-in.dev.svc:4566/x,")
                .hasMessageContaining("kiro.aws.allow-plain-http=true");
    }

    @Test
    void otherSettingsAreNobodysBusiness() {
        assertThatCode(() -> PlainHttp.refuse(
                        Map.of(
                                "HTTP_PROXY",
                                "http://proxy",
                                "AWS_ENDPOINT_URL",
                                " https://a.b ",
                                "AWS_ENDPOINT_URL_STS",
                                ""),
                        Map.of("aws.region", "http://x")))
                .doesNotThrowAnyException();
    }

    static Stream<String> profiles() {
        return Stream.of(
                "[default]\nendpoint_url = http://aws.example.com\n",
                "[default]\nservices = mine\n[services mine]\nsts =\n  endpoint_url = http://aws.example.com\n",
                "[default]\nservices = mine\n[services mine]\nkiro_management =\n  x = y\n  endpoint_url=http://aws.example.com\n");
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void soIsOneOfTheAwsConfigFile(String content) throws IOException {
        System.setProperty(
                FILE, Files.writeString(folder.resolve("config"), content).toString());

        assertThatThrownBy(() -> PlainHttp.refuse(Map.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("endpoint_url")
                .hasMessageContaining("AWS profile default: expected an https:// URL, found http://aws.example.com,");
    }

    @Test
    void aProfileThatIsNotUsedIsNot() throws IOException {
        System.setProperty(
                FILE,
                Files.writeString(
                                folder.resolve("config"),
                                "[default]\nendpoint_url = https://a.b\n[profile x]\nendpoint_url = http://aws.example.com\n")
                        .toString());

        assertThatCode(() -> PlainHttp.refuse(Map.of(), Map.of())).doesNotThrowAnyException();
    }

    @Test
    void noRequestLeavesUnencryptedWhateverSetItsEndpoint() {
        AwsException stopped = call(false);

        assertThat(stopped.failure().call().message())
                .contains("Nothing was sent: the endpoint: expected an https:// URL, found http://kiro.invalid");
        assertThat(call(true).failure().call().message()).doesNotContain("Nothing was sent");
    }

    private static AwsException call(boolean allowPlainHttp) {
        try (Connections connections = new Connections(
                List.of(TestingSettings.named("default")
                        .inRegion("us-east-1")
                        .at(URI.create("http://kiro.invalid"))
                        .build()),
                PacingSettings.usual(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")),
                new Connections.Wire(Audit.unheard(), allowPlainHttp, false))) {
            AwsException thrown = catchThrowableOfType(
                    AwsException.class,
                    () -> connections.find("default").orElseThrow().instance());
            assertThat(thrown).isNotNull();
            return thrown;
        }
    }
}
