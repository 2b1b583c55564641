package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kiro's profile, password mails and the overage quota. */
class KiroAccountTest extends KiroTestCase {
    @Test
    void theUsualProfileIsActiveAndNamesItsInstanceAndApplication() {
        JsonNode profile = profiles().get(0);

        assertThat(profile.path("arn").asText())
                .matches("arn:aws:codewhisperer:us-east-1:123456789012:profile/[A-Z2-7]{12}");
        assertThat(profile.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(profile.path("profileName").asText()).isEqualTo("KiroProfile-us-east-1");
        assertThat(profile.path("identityDetails")
                        .path("ssoIdentityDetails")
                        .path("instanceArn")
                        .asText())
                .isEqualTo(instanceArn());
        assertThat(profile.path("applicationProperties")
                        .path(0)
                        .path("applicationArn")
                        .asText())
                .isEqualTo(applicationArn());
    }

    @Test
    void aProfileIsSeenInItsRegionOnly() {
        var reply = wire.callIn("eu-central-1", "AWSCodeWhispererService.ListProfiles", "codewhisperer", "{}");

        assertThat(succeed(reply).path("profiles")).isEmpty();
    }

    @Test
    void anUpdateChangesWhatItNames() {
        String arn = profiles().get(0).path("arn").asText();

        profile("UpdateProfile", """
                {"profileArn": "%s", "optInFeatures": {"overageConfiguration": {"overageStatus": "ENABLED"}},
                 "optInFeaturesType": "KIRO"}
                """.formatted(arn));

        JsonNode changed = profiles().get(0);
        assertThat(changed.path("optInFeatures")
                        .path("overageConfiguration")
                        .path("overageStatus")
                        .asText())
                .isEqualTo("ENABLED");
        assertThat(changed.path("profileName").asText()).isEqualTo("KiroProfile-us-east-1");
    }

    @Test
    void deletingTheProfileCancelsTheSeatsAndAnotherCanBeMade() {
        String used = createUser("ada");
        String unused = createUser("bob");
        active(used);
        pending(unused);
        String instance = instanceArn();

        profile(
                "DeleteProfile",
                "{\"profileArn\": \"" + profiles().get(0).path("arn").asText() + "\"}");

        assertThat(profiles()).isEmpty();
        assertThat(seats()).hasSize(1);
        assertThat(seat(used).path("status").asText()).isEqualTo("CANCELLED");
        assertThat(standIn.dump().path("applications")).isEmpty();
        assertThat(wire.assignment(MANAGEMENT, "CreateAssignment", "USER", unused, PRO)
                        .type())
                .isEqualTo("ResourceNotFoundException");

        createProfile(instance, "us-east-1");
        assertThat(profiles().get(0).path("status").asText()).isEqualTo("CREATING");
        var early = wire.assignment(MANAGEMENT, "CreateAssignment", "USER", unused, PRO);
        assertThat(early.type()).isEqualTo("AccessDeniedException");

        standIn.advance(USER_DELAY);
        assertThat(profiles().get(0).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(wire.assignment(MANAGEMENT, "CreateAssignment", "USER", unused, PRO)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aProfileMayTakeItsPeopleFromAnIdentityProviderInstead() {
        profile(
                "DeleteProfile",
                "{\"profileArn\": \"" + profiles().get(0).path("arn").asText() + "\"}");

        profile(
                "CreateProfile",
                "{\"profileName\": \"kiro\", \"identitySource\": {\"externalIdentitySource\": {\"issuerUrl\": "
                        + "\"https://acme.okta.com\", \"clientId\": \"0oa1\"}}}");

        assertThat(profiles()).singleElement().satisfies(made -> {
            assertThat(made.path("identityDetails")
                            .path("externalIdentityDetails")
                            .path("issuerUrl")
                            .asText())
                    .isEqualTo("https://acme.okta.com");
            assertThat(made.path("identityDetails").has("ssoIdentityDetails")).isFalse();
        });
    }

    @Test
    void onlyWhereTheProfilesPeopleAreAProvidersAPrincipalThatTheDirectoryDoesNotHoldIsAssigned() {
        String stranger = "9067642ac7-0a0a0a0a-1111-4111-8111-00000000000a";
        assertThat(wire.assignment(MANAGEMENT, "CreateAssignment", "USER", stranger, PRO)
                        .type())
                .isEqualTo("ResourceNotFoundException");
        profile(
                "DeleteProfile",
                "{\"profileArn\": \"" + profiles().get(0).path("arn").asText() + "\"}");
        profile(
                "CreateProfile",
                "{\"profileName\": \"kiro\", \"identitySource\": {\"externalIdentitySource\": {\"issuerUrl\": "
                        + "\"https://acme.okta.com\", \"clientId\": \"0oa1\"}}}");
        standIn.advance(USER_DELAY);

        assign("USER", stranger, PRO);
        assign("GROUP", stranger, PRO);
        standIn.advance(GROUP_DELAY);

        assertThat(seat(stranger).path("status").asText()).isEqualTo("PENDING");
        assertThat(standIn.dump().path("assignments")).hasSize(2);
        assertThat(wire.assignment(MANAGEMENT, "CreateAssignment", "GROUP", stranger, PRO)
                        .type())
                .isEqualTo("ConflictException");
    }

    @Test
    void aRegionHasOneProfileOnly() {
        assertThat(createProfile(instanceArn(), "us-east-1").type()).isEqualTo("ConflictException");
    }

    @Test
    void theSameClientTokenMakesTheSameProfile() {
        String instance = instanceArn();
        profile(
                "DeleteProfile",
                "{\"profileArn\": \"" + profiles().get(0).path("arn").asText() + "\"}");
        String request = """
                {"profileName": "again", "clientToken": "once",
                 "identitySource": {"ssoIdentitySource": {"instanceArn": "%s", "ssoRegion": "us-east-1"}}}
                """.formatted(instance);

        String made = profile("CreateProfile", request).path("profileArn").asText();

        assertThat(profile("CreateProfile", request).path("profileArn").asText())
                .isEqualTo(made);
        assertThat(createProfile(instance, "us-east-1").type()).isEqualTo("ConflictException");
    }

    @ParameterizedTest
    @CsvSource({"us-west-2", "''"})
    void aProfileNeedsTheInstancesRegion(String region) {
        String instance = instanceArn();
        profile(
                "DeleteProfile",
                "{\"profileArn\": \"" + profiles().get(0).path("arn").asText() + "\"}");

        var reply = createProfile(instance, region);

        assertThat(reply.type()).isEqualTo("ValidationException");
    }

    @ParameterizedTest
    @CsvSource({"EMAIL, ''", "OTP, stand-in-one-time-password"})
    void aPasswordMailIsRecorded(String mode, String password) {
        String user = createUser("ada");

        JsonNode answer = succeed(updatePassword(user, mode));

        assertThat(answer.path("Password").asText("")).isEqualTo(password);
        assertThat(standIn.dump().path("mails")).singleElement().satisfies(mail -> {
            assertThat(mail.path("userId").asText()).isEqualTo(user);
            assertThat(mail.path("mode").asText()).isEqualTo(mode);
        });
    }

    @Test
    void noPasswordMailGoesToNobodyOrInAnUnknownWay() {
        assertThat(updatePassword("9999999999-00000000-0000-4000-8000-000000000000", "EMAIL")
                        .type())
                .isEqualTo("ResourceNotFoundException");
        assertThat(updatePassword(createUser("ada"), "PIGEON").type()).isEqualTo("ValidationException");
        assertThat(standIn.dump().path("mails")).isEmpty();
    }

    @Test
    void theOverageCapOnlyGoesUp() {
        assertThat(quota("GetServiceQuota", "").path("Quota").path("Value").asDouble())
                .isEqualTo(400);
        quota("RequestServiceQuotaIncrease", ", \"DesiredValue\": 500");

        assertThat(quota("GetServiceQuota", "").path("Quota").path("Value").asDouble())
                .isEqualTo(500);
        assertThat(quota("GetAWSDefaultServiceQuota", "")
                        .path("Quota")
                        .path("Value")
                        .asDouble())
                .isEqualTo(400);
        var lower = quotaCall("RequestServiceQuotaIncrease", "L-75434B0B", ", \"DesiredValue\": 500");
        assertThat(lower.type()).isEqualTo("IllegalArgumentException");
        assertThat(quotaCall("GetServiceQuota", "L-00000000", "").type()).isEqualTo("NoSuchResourceException");
    }

    private JsonNode profiles() {
        return profile("ListProfiles", "{\"maxResults\": 10}").path("profiles");
    }

    private JsonNode profile(String operation, String request) {
        return succeed(wire.call("AWSCodeWhispererService." + operation, "codewhisperer", request));
    }

    private WireClient.Reply createProfile(String instance, String region) {
        return wire.call("AWSCodeWhispererService.CreateProfile", "codewhisperer", """
                {"profileName": "again", "identitySource": {"ssoIdentitySource": {"instanceArn": "%s", "ssoRegion": %s}}}
                """.formatted(
                        instance, region.isEmpty() ? "null" : "\"" + region + "\""));
    }

    private WireClient.Reply updatePassword(String user, String mode) {
        return wire.call(
                "SWBUPService.UpdatePassword",
                "userpool",
                "{\"UserId\": \"" + user + "\", \"PasswordMode\": \"" + mode + "\"}");
    }

    private JsonNode quota(String operation, String more) {
        return succeed(quotaCall(operation, "L-75434B0B", more));
    }

    private WireClient.Reply quotaCall(String operation, String code, String more) {
        return wire.call(
                "ServiceQuotasV20190624." + operation,
                "servicequotas",
                "{\"ServiceCode\": \"kiro\", \"QuotaCode\": \"" + code + "\"" + more + "}");
    }
}
