package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.sandbox.aws.control.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each JSON operation of each service. */
class EveryOperationTest extends KiroTestCase {
    private static final String OPERATIONS = "dev.kirooperator.sandbox.aws.Served#all";

    private Map<String, String> world = Map.of();

    /** Each operation with each member that it requires. */
    static Stream<Arguments> requiredMembers() {
        return Served.all().flatMap(operation -> {
            Stream.Builder<Arguments> members = Stream.builder();
            operation
                    .in(Map.of())
                    .fieldNames()
                    .forEachRemaining(member -> members.add(Arguments.of(operation, member)));
            return members.build();
        });
    }

    static Stream<Served> writes() {
        return Served.all()
                .filter(Served::isWrite)
                .filter(operation -> operation.answer().equals("ok"));
    }

    @ParameterizedTest
    @MethodSource(OPERATIONS)
    void theLeastRequestIsAnsweredAndLogged(Served operation) {
        fill();
        standIn.clearCalls();

        var reply = call(operation, operation.in(world));

        assertThat(reply.type()).as("%s", reply).isEqualTo(operation.answer().equals("ok") ? "" : operation.answer());
        assertThat(standIn.calls()).singleElement().satisfies(call -> {
            assertThat(call.service()).isEqualTo(operation.service());
            assertThat(call.operation()).isEqualTo(operation.operation());
            assertThat(call.isWrite()).isEqualTo(operation.isWrite());
            assertThat(call.request()).isEqualTo(operation.in(world));
            assertThat(call.status()).isEqualTo(reply.status());
            assertThat(call.errorType()).isEqualTo(reply.type());
            assertThat(call.requestId()).isEqualTo(reply.header("x-amzn-requestid"));
        });
    }

    @ParameterizedTest
    @MethodSource("requiredMembers")
    void aMemberThatIsAbsentOrNullIsNamed(Served operation, String member) {
        fill();
        ObjectNode before = state();
        ObjectNode absent = operation.in(world);
        absent.remove(member);
        ObjectNode isNull = operation.in(world).putNull(member);

        for (ObjectNode request : List.of(absent, isNull)) {
            var reply = call(operation, request);

            assertThat(reply.type()).as("%s", reply).isEqualTo("ValidationException");
            assertThat(reply.message().toLowerCase(Locale.ROOT)).contains("'" + member.toLowerCase(Locale.ROOT) + "'");
        }
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("requiredMembers")
    void aMemberOfTheWrongTypeIsNamed(Served operation, String member) {
        fill();
        ObjectNode before = state();
        ObjectNode request = operation.in(world);
        if (request.path(member).isNumber()) {
            request.put(member, "7");
        } else {
            request.put(member, 7);
        }

        var reply = call(operation, request);

        assertThat(reply.type()).as("%s", reply).isEqualTo("SerializationException");
        assertThat(reply.message()).contains("'" + member + "'");
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource(OPERATIONS)
    void whatIsNotSignedForTheServiceIsRefusedUnseen(Served operation) {
        fill();
        ObjectNode before = state();
        standIn.clearCalls();

        var unsigned =
                wire.callWith("", operation.targetHeader(), operation.in(world).toString());
        var strange = wire.call(
                operation.targetHeader(), "execute-api", operation.in(world).toString());

        assertThat(unsigned.type()).isEqualTo("MissingAuthenticationTokenException");
        assertThat(strange.type()).isEqualTo("InvalidSignatureException");
        assertThat(List.of(unsigned.status(), strange.status())).containsOnly(403);
        assertThat(standIn.calls())
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.request()).isEmpty());
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource(OPERATIONS)
    void aBodyThatIsNoJsonObjectIsRefused(Served operation) {
        fill();
        ObjectNode before = state();
        String request = operation.in(world).toString();

        for (String body : List.of(request + "}", request + " {}", "[" + request + "]", "null", "\u0000", "{'a': 1}")) {
            var reply = wire.call(operation.targetHeader(), operation.signing(), body);

            assertThat(reply.type()).as(body).isEqualTo("SerializationException");
            assertThat(reply.status()).isEqualTo(400);
        }
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource(OPERATIONS)
    void aCallOverTheQuotaIsRefusedInTheServicesOwnWords(Served operation) {
        fill();
        standIn.settings(settings -> settings.withQuota(true).withQuotaRate(1));
        call(operation, operation.in(world));
        ObjectNode before = state();

        var reply = call(operation, operation.in(world));

        String code = operation.service().equals("servicequotas") ? "TooManyRequestsException" : "ThrottlingException";
        boolean hint = List.of("identitystore", "userpool").contains(operation.service());
        assertThat(reply.body().path("__type").asText())
                .isEqualTo((operation.isKiros() ? "com.amazon.kiro.controlplane#" : "") + code);
        assertThat(reply.body().path("RetryAfterSeconds").asInt()).isEqualTo(hint ? 1 : 0);
        assertThat(reply.body().has(operation.isKiros() ? "message" : "Message"))
                .isTrue();
        assertThat(reply.header("x-amzn-errortype")).isEqualTo(code);
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aWriteThatFailsByAFaultIsNotDone(Served operation) {
        fill();
        ObjectNode before = state();
        String name = operation.toString();
        List<Fault> faults = List.of(
                Fault.throttle(name, 1),
                Fault.error(name, 400, "AccessDeniedException", "no"),
                Fault.internal(name),
                Fault.answer(name, Map.of("Fine", true)));

        for (Fault fault : faults) {
            standIn.fault(fault);
            call(operation, operation.in(world));

            assertThat(state()).as("%s", fault.kind()).isEqualTo(before);
            assertThat(standIn.faults()).isEmpty();
        }
    }

    /** All but UpdateProfile change something, whose least request names nothing to change. */
    @ParameterizedTest
    @MethodSource("writes")
    void aWriteWhoseAnswerIsLostIsDoneAsAnyOther(Served operation) {
        fill();
        call(operation, operation.in(world));
        ObjectNode done = state();
        standIn.reset();
        standIn.settings(settings -> settings.withQuota(false));
        fill();
        ObjectNode before = state();
        standIn.fault(Fault.lostAnswer(operation.toString()));

        var reply = call(operation, operation.in(world));

        assertThat(reply.status()).isZero();
        assertThat(state()).isEqualTo(done);
        if (!operation.operation().equals("UpdateProfile")) {
            assertThat(done).isNotEqualTo(before);
        }
    }

    /** The table of the documentation: lines such as {@code | Passwords (`userpool`) | `SWBUPService` | `userpool` | UpdatePassword |}. */
    @Test
    void theDocumentationNamesEveryServiceWithItsTargetAndSignature() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/stand-in.md"));

        assertThat(Served.all())
                .allSatisfy(operation -> assertThat(lines)
                        .anyMatch(line -> line.contains("(`" + operation.service() + "`) | `" + operation.target()
                                + "` | `" + operation.signing() + "` |")));
    }

    private WireClient.Reply call(Served operation, ObjectNode request) {
        return wire.call(operation.targetHeader(), operation.signing(), request.toString());
    }

    /** Ada has a seat in use, and is a member of the group; another user has nothing. */
    private void fill() {
        String user = createUser("ada");
        String other = createUser("bob");
        String group = createGroup("developers");
        String membership = join(group, user);
        active(user);
        Map<String, String> parts = new HashMap<>();
        parts.put("store", "d-1234567890");
        parts.put("user", user);
        parts.put("other", other);
        parts.put("group", group);
        parts.put("membership", membership);
        parts.put("instance", instanceArn());
        parts.put("application", applicationArn());
        parts.put("profile", standIn.dump().path("profile").path("arn").asText());
        world = Map.copyOf(parts);
    }

    private ObjectNode state() {
        return standIn.dump();
    }
}
