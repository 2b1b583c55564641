package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kirooperator.aws.TestingAws.Answer;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class UnansweredTest {

    private final TestingAws aws = new TestingAws();

    @AfterEach
    void close() {
        aws.close();
    }

    static Stream<Answer> foreignAnswers() {
        return Stream.of(
                TestingAws.error(400, "UnknownOperationException", ""),
                TestingAws.error(400, "com.amazon.coral.service#UnknownOperationException", ""),
                new Answer(404, "<html>not here</html>", Map.of()));
    }

    static Stream<Answer> ownAnswers() {
        return Stream.of(
                TestingAws.error(400, "AccessDeniedException", "no"),
                TestingAws.error(404, "ResourceNotFoundException", "no"),
                TestingAws.error(500, "InternalServerException", "no"),
                new Answer(503, "", Map.of()),
                TestingAws.lost());
    }

    @ParameterizedTest
    @MethodSource("foreignAnswers")
    void anOperationThatIsNotKnownThereIsUnanswered(Answer answer) {
        assertThat(Unanswered.by(thrownBy(answer))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ownAnswers")
    void aRefusalIsAnAnswerAndALostOneMayBe(Answer answer) {
        assertThat(Unanswered.by(thrownBy(answer))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("connectionsThatNeverCameAbout")
    void whatWasNeverConnectedIsUnanswered(Exception cause) {
        AwsException thrown = catchThrowableOfType(
                AwsException.class,
                () -> AwsCalls.call("CreateAssignment", () -> {
                    throw SdkClientException.create("failed", cause);
                }));
        assertThat(Unanswered.by(thrown)).isTrue();
    }

    static List<Exception> connectionsThatNeverCameAbout() {
        return List.of(
                new UnknownHostException("management.eu-north-1.kiro.dev"),
                new ConnectException("Connection refused"),
                new NoRouteToHostException("no route"),
                new SocketTimeoutException("Connect timed out"));
    }

    @Test
    void anAnswerThatWasWaitedForInVainIsNotUnanswered() {
        AwsException thrown = catchThrowableOfType(
                AwsException.class,
                () -> AwsCalls.call("CreateAssignment", () -> {
                    throw SdkClientException.create("failed", new SocketTimeoutException("Read timed out"));
                }));
        assertThat(Unanswered.by(thrown)).isFalse();
    }

    @Test
    void aClosedPortIsUnansweredThroughTheRealClient() {
        URI closed = aws.endpoint();
        aws.close();
        try (Connections connections = aws.connect(aws.settings().at(closed))) {
            assertThat(Unanswered.by(thrown(connections))).isTrue();
        }
    }

    @Test
    void aHostThatDoesNotExistIsUnansweredThroughTheRealClient() {
        try (Connections connections = aws.connect(aws.settings().at(URI.create("https://kiro.invalid")))) {
            assertThat(Unanswered.by(thrown(connections))).isTrue();
        }
    }

    private AwsException thrownBy(Answer answer) {
        aws.on("CreateAssignment", answer);
        try (Connections connections = aws.connect()) {
            return thrown(connections);
        }
    }

    private static AwsException thrown(Connections connections) {
        AwsClients clients = connections.find("default").orElseThrow().clients();
        AwsException thrown = catchThrowableOfType(
                AwsException.class,
                () -> AwsCalls.call(
                        "CreateAssignment",
                        () -> clients.kiroManagement()
                                .createAssignment(r -> r.principalId("u")
                                        .principalType("USER")
                                        .subscriptionType("Q_DEVELOPER_STANDALONE_PRO")
                                        .overrideConfiguration(Retries::onlyWhenThrottled))));
        assertThat(thrown).isNotNull();
        return thrown;
    }
}
