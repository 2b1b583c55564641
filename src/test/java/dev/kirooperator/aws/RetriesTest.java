package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.aws.TestingAws.Answer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;

class RetriesTest {

    private static final Answer THROTTLED = TestingAws.error(400, "ThrottlingException", "slow down");
    private static final Answer BROKEN = TestingAws.error(500, "InternalServerException", "broken");

    private final TestingAws aws = new TestingAws();
    private final Connections connections = aws.connect();
    private final AwsClients clients = connections.find("default").orElseThrow().clients();

    @AfterEach
    void close() {
        connections.close();
        aws.close();
    }

    static Stream<Answer> answersThatLeaveTheOutcomeOpen() {
        return Stream.of(BROKEN, TestingAws.lost(), new Answer(503, "", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("answersThatLeaveTheOutcomeOpen")
    void aReadIsRepeated(Answer first) {
        aws.on("DescribeGroup", firstThen(first, TestingAws.ok("{\"GroupId\":\"g\",\"DisplayName\":\"kiro\"}")));
        assertThat(describeGroup()).isEqualTo("kiro");
        assertThat(aws.calls("DescribeGroup")).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("answersThatLeaveTheOutcomeOpen")
    void aCreateIsNotRepeatedWhenItMayHaveWorked(Answer first) {
        aws.on("CreateGroup", firstThen(first, TestingAws.ok("{\"GroupId\":\"g\"}")));
        assertThatThrownBy(this::createGroup).isInstanceOf(SdkException.class);
        assertThat(aws.calls("CreateGroup")).hasSize(1);
    }

    @Test
    void aCreateIsRepeatedWhenItWasRefusedAsOneTooMany() {
        aws.on("CreateGroup", firstThen(THROTTLED, TestingAws.ok("{\"GroupId\":\"g\"}")));
        assertThat(createGroup()).isEqualTo("g");
        assertThat(aws.calls("CreateGroup")).hasSize(2);
    }

    @Test
    void threeAttemptsAreEnough() {
        aws.on("DescribeGroup", BROKEN);
        assertThatThrownBy(this::describeGroup).isInstanceOf(SdkException.class);
        assertThat(aws.calls("DescribeGroup")).hasSize(3);
    }

    @Test
    void aRefusalIsNotRepeated() {
        aws.on("DescribeGroup", TestingAws.error(400, "AccessDeniedException", "no"));
        assertThatThrownBy(this::describeGroup).isInstanceOf(SdkException.class);
        assertThat(aws.calls("DescribeGroup")).hasSize(1);
    }

    @Test
    void aLongHintIsLeftToTheCaller() {
        aws.on(
                "DescribeGroup",
                new Answer(400, "{\"__type\":\"ThrottlingException\",\"RetryAfterSeconds\":60}", Map.of()));
        assertThatThrownBy(this::describeGroup).isInstanceOf(SdkException.class);
        assertThat(aws.calls("DescribeGroup")).hasSize(1);
    }

    @Test
    void aLongHintOfABrokenServiceIsLeftToTheCallerToo() {
        aws.on("DescribeGroup", new Answer(503, "", Map.of("Retry-After", "999999")));
        assertThatThrownBy(this::describeGroup).isInstanceOf(SdkException.class);
        assertThat(aws.calls("DescribeGroup")).hasSize(1);
    }

    @Test
    void onlyAThrottleIsTakenForOne() {
        assertThat(Retries.isThrottle(new IllegalStateException("no"))).isFalse();
        assertThat(RetryAfter.of(new IllegalStateException("no"))).isEmpty();
    }

    @Test
    void everyAttemptTellsWhoWeAre() {
        aws.on("DescribeGroup", TestingAws.ok("{\"DisplayName\":\"kiro\"}"));
        assertThat(describeGroup()).isEqualTo("kiro");
        assertThat(aws.calls().get(0).userAgent()).startsWith("kiro-operator");
    }

    private static Function<TestingAws.Call, Answer> firstThen(Answer first, Answer then) {
        AtomicInteger calls = new AtomicInteger();
        return call -> calls.getAndIncrement() == 0 ? first : then;
    }

    private String describeGroup() {
        return clients.identityStore()
                .describeGroup(r -> r.identityStoreId("d-1234567890").groupId("g"))
                .displayName();
    }

    private String createGroup() {
        return clients.identityStore()
                .createGroup(r -> r.identityStoreId("d-1234567890")
                        .displayName("kiro")
                        .overrideConfiguration(Retries::onlyWhenThrottled))
                .groupId();
    }
}
