package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol beneath the operations: signatures, targets, content types, malformed bodies. */
class ProtocolTest extends KiroTestCase {
    private static final String LIST = "{\"IdentityStoreId\": \"d-1234567890\"}";

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic YWRhOng=", "AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1"})
    void anUnsignedCallIsRefused(String authorization) {
        var reply = wire.callWith(authorization, "AWSIdentityStore.ListUsers", LIST);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.type()).isEqualTo("MissingAuthenticationTokenException");
    }

    @ParameterizedTest
    @CsvSource({
        "AWSIdentityStore.ListUsers, sso, identitystore",
        "SWBExternalService.ListInstances, identitystore, sso",
        "KiroControlPlaneQDeveloperService.CreateAssignment, codewhisperer, q",
        "AmazonQDeveloperService.CreateAssignment, codewhisperer, q",
        "AWSZornControlPlaneService.ListUserSubscriptions, q, user-subscriptions",
        "AWSCodeWhispererService.ListProfiles, q, codewhisperer",
        "SWBUPService.UpdatePassword, identitystore, userpool",
    })
    void aSignatureForAnotherServiceIsRefused(String target, String signedFor, String expected) {
        var reply = wire.call(target, signedFor, "{}");

        assertThat(reply.type()).isEqualTo("InvalidSignatureException");
        assertThat(reply.message()).contains("'" + expected + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSIdentityStore.CreateTeam",
                "Nothing.ListUsers",
                "ListUsers",
                "KiroControlPlaneQDeveloperService.ListAssignments"
            })
    void anUnknownOperationIsRefused(String target) {
        String service = target.startsWith("Kiro") ? "q" : "identitystore";

        var reply = wire.call(target, service, "{}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.type()).endsWith("UnknownOperationException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"x\"", "{} {}", "{\"IdentityStoreId\": 7}", "{\"IdentityStoreId\": {}}"})
    void aMalformedBodyIsASerializationError(String body) {
        var reply = wire.call("AWSIdentityStore.ListUsers", "identitystore", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.type()).isEqualTo("SerializationException");
    }

    @ParameterizedTest
    @CsvSource({
        "ListUsers, '{}', identityStoreId",
        "ListUsers, '{\"IdentityStoreId\": \"nonsense\"}', identityStoreId",
        "DescribeUser, '{\"IdentityStoreId\": \"d-1234567890\", \"UserId\": \"x\"}', userId",
        "CreateUser, '{\"IdentityStoreId\": \"d-1234567890\"}', userName",
        "CreateGroup, '{\"IdentityStoreId\": \"d-1234567890\"}', displayName",
        "CreateGroup, '{\"IdentityStoreId\": \"d-1234567890\", \"DisplayName\": \"\"}', displayName",
        "CreateGroupMembership, '{\"IdentityStoreId\": \"d-1234567890\"}', groupId",
        "GetUserId, '{\"IdentityStoreId\": \"d-1234567890\"}', alternateIdentifier",
        "GetUserId, '{\"IdentityStoreId\": \"d-1234567890\", \"AlternateIdentifier\": {}}', alternateIdentifier",
        "IsMemberInGroups, '{\"IdentityStoreId\": \"d-1234567890\"}', memberId",
    })
    void aMissingOrWrongMemberIsNamed(String operation, String request, String member) {
        var reply = wire.call("AWSIdentityStore." + operation, "identitystore", request);

        assertThat(reply.type()).isEqualTo("ValidationException");
        assertThat(reply.message()).contains("'" + member + "'");
        assertThat(reply.body().has("Message")).isTrue();
        assertThat(reply.body().path("RequestId").asText()).isEqualTo(reply.header("x-amzn-requestid"));
    }

    @ParameterizedTest
    @CsvSource({
        "128, ''",
        "129, ValidationException",
    })
    void aUserNameMayHave128Characters(int length, String error) {
        String name = "a".repeat(length);

        var reply = wire.call("AWSIdentityStore.CreateUser", "identitystore", """
                {"IdentityStoreId": "d-1234567890", "UserName": "%s", "DisplayName": "x",
                 "Name": {"GivenName": "x", "FamilyName": "y"}}
                """.formatted(name));

        assertThat(reply.type()).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Administrator", "AWSAdministrators"})
    void reservedNamesAreForNobody(String name) {
        var group = wire.call(
                "AWSIdentityStore.CreateGroup",
                "identitystore",
                "{\"IdentityStoreId\": \"d-1234567890\", \"DisplayName\": \"" + name + "\"}");

        assertThat(group.type()).isEqualTo("ValidationException");
        assertThat(group.message()).contains("reserved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-amz-json-1.0", "application/x-amz-json-1.1"})
    void theAnswerHasTheContentTypeOfTheRequest(String type) {
        HttpRequest.Builder request = wire.request(LIST)
                .header("X-Amz-Target", "AWSIdentityStore.ListUsers")
                .header("Content-Type", type)
                .header("Authorization", WireClient.authorization("AKIATEST", "us-east-1", "identitystore"));

        assertThat(wire.send(request).header("content-type")).isEqualTo(type);
    }

    @Test
    void everyAnswerHasItsOwnRequestId() {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 10; i++) {
            ids.add(wire.call("AWSIdentityStore.ListUsers", "identitystore", i % 2 == 0 ? LIST : "{}")
                    .header("x-amzn-requestid"));
        }

        assertThat(ids).hasSize(10).allSatisfy(id -> assertThat(id).hasSize(36));
    }

    @Test
    void theLogTellsWhoCalledWhatWithWhatAnswer() {
        wire.callWith(
                WireClient.authorization("AKIAOPERATOR", "us-east-1", "identitystore"),
                "AWSIdentityStore.ListUsers",
                LIST);
        wire.call("AWSIdentityStore.ListUsers", "identitystore", "{}");

        assertThat(standIn.calls()).hasSize(2);
        assertThat(standIn.calls().get(0)).satisfies(call -> {
            assertThat(call.number()).isEqualTo(1);
            assertThat(call.time()).isEqualTo(START);
            assertThat(call.service()).isEqualTo("identitystore");
            assertThat(call.operation()).isEqualTo("ListUsers");
            assertThat(call.accessKeyId()).isEqualTo("AKIAOPERATOR");
            assertThat(call.principal()).isEqualTo("arn:aws:iam::123456789012:user/AKIAOPERATOR");
            assertThat(call.region()).isEqualTo("us-east-1");
            assertThat(call.request().path("IdentityStoreId").asText()).isEqualTo("d-1234567890");
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.errorType()).isEmpty();
            assertThat(call.isWrite()).isFalse();
        });
        assertThat(standIn.calls().get(1).errorType()).isEqualTo("ValidationException");
        standIn.clearCalls();
        assertThat(standIn.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, application/x-amz-json-1.1",
        "GET, application/x-amz-json-1.1",
        "POST, application/json",
        "POST, text/plain",
    })
    void anotherMethodOrContentTypeIsNoApiCall(String method, String contentType) {
        var reply = wire.send(wire.request(LIST)
                .method(method, HttpRequest.BodyPublishers.ofString(LIST))
                .header("X-Amz-Target", "AWSIdentityStore.ListUsers")
                .header("Content-Type", contentType)
                .header("Authorization", WireClient.authorization("AKIATEST", "us-east-1", "identitystore")));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.type()).endsWith("UnknownOperationException");
    }

    @Test
    void aBrokenFormIsAnsweredAndLogged() {
        var reply = wire.send(wire.request("Action=%zz&Version=2011-06-15")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", WireClient.authorization("AKIATEST", "us-east-1", "sts")));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(standIn.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.errorType()).isEqualTo("UnknownOperationException"));
    }

    @Test
    void aGetIsNoApiCall() {
        var reply = wire.send(
                HttpRequest.newBuilder(URI.create(standIn.url() + "/")).GET());

        assertThat(reply.status()).isEqualTo(403);
    }

    @Test
    void fiftyConnectionsAtOnceAreAllAnswered() throws Exception {
        List<Callable<Integer>> work = IntStream.range(0, 200)
                .<Callable<Integer>>mapToObj(i -> () -> wire.call(
                                "AWSIdentityStore.CreateGroup",
                                "identitystore",
                                "{\"IdentityStoreId\": \"d-1234567890\", \"DisplayName\": \"group" + i % 100 + "\"}")
                        .status())
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            int created = 0;
            for (Future<Integer> answer : threads.invokeAll(work)) {
                created += answer.get() == 200 ? 1 : 0;
            }
            assertThat(created).isEqualTo(100);
            assertThat(standIn.dump().path("groups")).hasSize(100);
        } finally {
            threads.shutdownNow();
        }
    }
}
