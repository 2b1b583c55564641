package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no SDK would send, and that AWS's service models forbid. */
class ModelChecksTest extends KiroTestCase {
    @ParameterizedTest
    @CsvSource({
        "'{\"Type\": \"work\"}', ValidationException",
        "'{\"Value\": true}', SerializationException",
        "'{\"Value\": \"a@example.com\", \"Primary\": \"yes\"}', SerializationException",
        "'{\"Value\": \"a@example.com\", \"Verified\": \"no\"}', ValidationException",
        "'{\"Value\": \"a@example.com\", \"Type\": \"work\", \"Primary\": true}', ''",
    })
    void anEmailIsAsTheModelSays(String email, String error) {
        var reply = wire.call("AWSIdentityStore.CreateUser", "identitystore", """
                {"IdentityStoreId": "d-1234567890", "UserName": "ada", "DisplayName": "Ada",
                 "Name": {"GivenName": "Ada", "FamilyName": "Lovelace"}, "Emails": [%s]}
                """.formatted(email));

        assertThat(reply.type()).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name.bogus", "emails.bogus"})
    void aPathThatLeadsNowhereIsRefused(String path) {
        String user = createUser("ada");

        var reply = wire.call("AWSIdentityStore.UpdateUser", "identitystore", """
                {"IdentityStoreId": "d-1234567890", "UserId": "%s",
                 "Operations": [{"AttributePath": "%s", "AttributeValue": "x"}]}
                """.formatted(user, path));

        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void anArnMustBeThatOfTheRightKind() {
        String group = createGroup("developers");
        String request =
                "{\"IdentityStoreId\": \"d-1234567890\", \"GroupId\": \"arn:aws:identitystore:::%s/" + group + "\"}";

        assertThat(wire.call("AWSIdentityStore.DescribeGroup", "identitystore", request.formatted("group"))
                        .status())
                .isEqualTo(200);
        assertThat(wire.call("AWSIdentityStore.DescribeGroup", "identitystore", request.formatted("user"))
                        .type())
                .isEqualTo("ValidationException");
    }

    @Test
    void aPageSizeIsAWholeNumber() {
        var reply = wire.call(
                "AWSIdentityStore.ListUsers",
                "identitystore",
                "{\"IdentityStoreId\": \"d-1234567890\", \"MaxResults\": 1.5}");

        assertThat(reply.type()).isEqualTo("SerializationException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e11", "1e999", "-1"})
    void aQuotaHasItsBounds(String wanted) {
        var reply = wire.call(
                "ServiceQuotasV20190624.RequestServiceQuotaIncrease",
                "servicequotas",
                "{\"ServiceCode\": \"kiro\", \"QuotaCode\": \"L-75434B0B\", \"DesiredValue\": " + wanted + "}");

        assertThat(reply.type()).isEqualTo("ValidationException");
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, '', ''",
        "us-east-1, ', \"IdentityStoreId\": \"d-1234567890\"', ''",
        "us-east-1, ', \"IdentityStoreId\": \"d-0000000000\"', ResourceNotFoundException",
        "eu-west-1, '', ResourceNotFoundException",
    })
    void aPasswordIsSetInTheStoreAndRegionOfTheUser(String region, String store, String error) {
        String user = createUser("ada");

        var reply = wire.callIn(
                region,
                "SWBUPService.UpdatePassword",
                "userpool",
                "{\"UserId\": \"" + user + "\", \"PasswordMode\": \"EMAIL\"" + store + "}");

        assertThat(reply.type()).isEqualTo(error);
        assertThat(standIn.dump().path("mails")).hasSize(error.isEmpty() ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"us-east-1, ''", "eu-west-1, ResourceNotFoundException"})
    void anApplicationIsSeenInItsRegionOnly(String region, String error) {
        var reply = wire.callIn(
                region,
                "SWBExternalService.ListApplicationAssignments",
                "sso",
                "{\"ApplicationArn\": \"" + applicationArn() + "\"}");

        assertThat(reply.type()).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({"123456789012, 1", "210987654321, 0"})
    void applicationsAreFilteredByAccount(String account, int found) {
        var reply = wire.call(
                "SWBExternalService.ListApplications",
                "sso",
                "{\"InstanceArn\": \"" + instanceArn() + "\", \"Filter\": {\"ApplicationAccount\": \"" + account
                        + "\"}}");

        assertThat(succeed(reply).path("Applications")).hasSize(found);
    }

    @ParameterizedTest
    @CsvSource({"User, USER", "Group, GROUP"})
    void anUnknownExternalIdIsNamedInTheAnswer(String kind, String type) {
        var reply = wire.call("AWSIdentityStore.Get" + kind + "Id", "identitystore", """
                {"IdentityStoreId": "d-1234567890",
                 "AlternateIdentifier": {"ExternalId": {"Issuer": "https://idp.example.com", "Id": "00u1"}}}
                """);

        assertThat(reply.body().path("ResourceType").asText()).isEqualTo(type);
        assertThat(reply.body().path("ResourceId").asText()).isEqualTo("00u1");
    }
}
