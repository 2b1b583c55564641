package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kirooperator.aws.TestingAws.Answer;
import dev.kirooperator.testing.ForSomeSeeds;
import dev.kirooperator.testing.Gen;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms in which an error may come, by AWS's protocol specifications and by what people saw of Kiro, at clients with and without a public model. */
class ErrorShapesTest {

    private static final Map<String, Class<? extends AwsFailure>> CODES = Map.of(
            "AccessDeniedException", AwsFailure.Denied.class,
            "ExpiredTokenException", AwsFailure.Denied.class,
            "ConflictException", AwsFailure.Conflict.class,
            "ResourceNotFoundException", AwsFailure.NotFound.class,
            "ValidationException", AwsFailure.Invalid.class,
            "InternalServerException", AwsFailure.Transient.class,
            "ServiceUnavailableException", AwsFailure.Transient.class);

    private final TestingAws aws = new TestingAws();
    private final Connections connections = aws.connect();
    private final AwsClients clients = connections.find("default").orElseThrow().clients();

    @AfterEach
    void close() {
        connections.close();
        aws.close();
    }

    /** Smithy's awsJson protocols: a client strips a namespace before # and a URI after a colon, in body and header. */
    static Stream<Arguments> forms() {
        return Stream.of("createGroup", "createAssignment")
                .flatMap(call -> Stream.of(
                        Arguments.of(call, "{\"__type\":\"ConflictException\",\"message\":\"why\"}", ""),
                        Arguments.of(
                                call,
                                "{\"__type\":\"com.amazon.kiro.controlplane#ConflictException\",\"Message\":\"why\"}",
                                ""),
                        Arguments.of(
                                call,
                                "{\"__type\":\"a.b#ConflictException:http://internal.amazon.com/x/\",\"message\":\"why\"}",
                                ""),
                        Arguments.of(
                                call,
                                "{\"__type\":\"ConflictException:http://internal.amazon.com/x/\",\"message\":\"why\"}",
                                ""),
                        Arguments.of(call, "{\"code\":\"ConflictException\",\"message\":\"why\"}", ""),
                        Arguments.of(call, "{\"message\":\"why\"}", "ConflictException"),
                        Arguments.of(call, "{\"message\":\"why\"}", "ConflictException:http://internal.amazon.com/x/"),
                        Arguments.of(
                                call, "{\"message\":\"why\"}", "a.b#ConflictException:http://internal.amazon.com/x/"),
                        Arguments.of(
                                call, "{\"message\":\"why\",\"extra\":{\"deep\":[1,null]}}", "a.b#ConflictException")));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theCodeIsFoundInEveryForm(String operation, String body, String header) {
        Map<String, String> headers = header.isEmpty() ? Map.of() : Map.of("x-amzn-errortype", header);
        answer(new Answer(400, body, headers));

        AwsFailure failure = failureOf(operation);

        assertThat(failure).isInstanceOf(AwsFailure.Conflict.class);
        assertThat(failure.call().errorCode()).contains("ConflictException");
        assertThat(failure.call().message()).isEqualTo("why");
    }

    /** Whatever comes, there is one failure; a known code decides whatever the status, and request id and message survive. */
    @ForSomeSeeds
    void everyErrorIsOneFailureAndAKnownCodeDecides(long seed) {
        Gen gen = new Gen(seed);
        Optional<String> code =
                gen.maybe(() -> gen.pick(CODES.keySet().stream().sorted().toList()));
        int status = gen.pick(List.of(400, 402, 404, 409, 418));
        String message = gen.word(12);
        Map<String, String> members = new LinkedHashMap<>();
        code.ifPresent(known -> members.put("__type", gen.flip() ? known : "com.amazon.kiro.controlplane#" + known));
        members.put(gen.flip() ? "message" : "Message", message);
        gen.maybe(() -> gen.word(3)).ifPresent(extra -> members.put("extra" + extra, extra));
        answer(new Answer(status, json(gen, members), Map.of()));

        AwsFailure failure = failureOf(gen.pick(List.of("createGroup", "createAssignment")));

        assertThat(failure)
                .isInstanceOf(code.<Class<? extends AwsFailure>>map(CODES::get).orElse(AwsFailure.Invalid.class));
        assertThat(failure.call().errorCode()).isEqualTo(code);
        assertThat(failure.call().message()).startsWith(message);
        assertThat(failure.call().requestId()).isPresent();
    }

    /** A hint is at most five minutes, in whichever place it comes; the body's goes before the header's. */
    @ForSomeSeeds
    void theHintOfAThrottleIsTakenFromWhereItIs(long seed) {
        Gen gen = new Gen(seed);
        Optional<Integer> body = gen.maybe(() -> gen.between(6, 1000));
        Optional<Integer> header = body.isEmpty() || gen.flip() ? Optional.of(gen.between(6, 1000)) : Optional.empty();
        String members = body.map(seconds -> ",\"" + gen.pick(List.of("RetryAfterSeconds", "retryAfterSeconds")) + "\":"
                        + (gen.flip() ? " " : "") + seconds)
                .orElse("");
        answer(new Answer(
                400,
                "{\"__type\":\"" + gen.pick(List.of("ThrottlingException", "TooManyRequestsException"))
                        + "\",\"message\":\"slow\"" + members + "}",
                header.map(seconds -> Map.of("Retry-After", seconds.toString())).orElse(Map.of())));

        AwsFailure failure = failureOf(gen.pick(List.of("createGroup", "createAssignment")));

        int seconds = body.or(() -> header).orElseThrow();
        assertThat(failure)
                .isInstanceOfSatisfying(
                        AwsFailure.Throttled.class,
                        throttled -> assertThat(throttled.retryAfter())
                                .contains(Duration.ofSeconds(Math.min(seconds, 300))));
    }

    private static String json(Gen gen, Map<String, String> members) {
        return gen.shuffled(members.entrySet()).stream()
                .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private void answer(Answer answer) {
        aws.on("CreateGroup", answer).on("CreateAssignment", answer);
    }

    private AwsFailure failureOf(String call) {
        Consumer<AwsClients> request = call.equals("createGroup")
                ? c -> c.identityStore()
                        .createGroup(r -> r.identityStoreId("d-1234567890")
                                .displayName("kiro")
                                .overrideConfiguration(Retries::onlyWhenThrottled))
                : c -> c.kiroManagement()
                        .createAssignment(r -> r.principalId("u")
                                .principalType("USER")
                                .subscriptionType("X")
                                .overrideConfiguration(Retries::onlyWhenThrottled));
        AwsException thrown = catchThrowableOfType(
                AwsException.class,
                () -> AwsCalls.call(call.equals("createGroup") ? "CreateGroup" : "CreateAssignment", () -> {
                    request.accept(clients);
                    return "done";
                }));
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }
}
