package dev.kirooperator.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.aws.Connections;
import dev.kirooperator.aws.SeatApi;
import dev.kirooperator.aws.TestingAws;
import dev.kirooperator.aws.TestingSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExternalProfileTest {

    private static final String OKTA =
            "{\"status\":\"ACTIVE\",\"identityDetails\":{\"externalIdentityDetails\":{\"issuerUrl\":\"https://acme.okta.com\"}}}";
    private static final String NAMELESS =
            "{\"status\":\"ACTIVE\",\"identityDetails\":{\"externalIdentityDetails\":{\"clientId\":\"0oa1\"}}}";
    private static final String ORDINARY =
            "{\"status\":\"ACTIVE\",\"identityDetails\":{\"ssoIdentityDetails\":{\"instanceArn\":\"arn:aws:sso:::instance/ssoins-1\"}}}";

    private final TestingAws aws = new TestingAws();
    private final Connections connections = aws.connect(withoutInstance());
    private Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private final ExternalProfile profile = external(connections);

    private TestingSettings withoutInstance() {
        return TestingSettings.named("default").inRegion("us-east-1").at(aws.endpoint());
    }

    private ExternalProfile external(Connections of) {
        return new ConnectionSeats(of, () -> now).externalProfile("default").orElseThrow();
    }

    @BeforeEach
    void thereIsNoIdentityCenter() {
        aws.on("ListInstances", TestingAws.ok("{\"Instances\":[]}"));
        show(OKTA);
    }

    @AfterEach
    void close() {
        connections.close();
        aws.close();
    }

    private void show(String... profiles) {
        aws.on("ListProfiles", TestingAws.ok("{\"profiles\":[" + String.join(",", profiles) + "]}"));
    }

    private int reads() {
        return aws.calls("ListProfiles").size();
    }

    private Optional<String> issuerAfter(Duration wait) {
        now = now.plus(wait);
        return profile.issuer();
    }

    @Test
    void aProfileWithoutIdentityCenterIsRecognisedByItsProviderWithoutLookingForAnInstance() {
        assertThat(profile.issuer()).contains("https://acme.okta.com");
        show(NAMELESS);
        assertThat(issuerAfter(Duration.ofHours(1))).contains("that AWS does not name");
        assertThat(aws.calls("ListInstances")).isEmpty();
    }

    @Test
    void everyOtherProfileIsOrdinary() {
        for (List<String> profiles : List.of(
                List.<String>of(), List.of(ORDINARY), List.of(OKTA, ORDINARY), List.of("{}"), List.of("null"))) {
            show(profiles.toArray(String[]::new));
            assertThat(issuerAfter(Duration.ofHours(1))).isEmpty();
        }
    }

    @Test
    void awsIsAskedOnceAnHour() {
        profile.issuer();
        issuerAfter(Duration.ofMinutes(59));
        assertThat(reads()).isEqualTo(1);
        issuerAfter(Duration.ofMinutes(1));
        assertThat(reads()).isEqualTo(2);
    }

    @Test
    void aProfileThatIsBeingMadeIsNotAskedForAtEveryLook() {
        show(OKTA.replace("ACTIVE", "CREATING"));
        profile.issuer();
        assertThat(issuerAfter(Duration.ofSeconds(59))).contains("https://acme.okta.com");
        assertThat(reads()).isEqualTo(1);
        issuerAfter(Duration.ofSeconds(1));
        assertThat(reads()).isEqualTo(2);
    }

    @Test
    void aRefusalMeansAnOrdinaryProfileAndIsRememberedForAnHour() {
        aws.on("ListProfiles", TestingAws.error(400, "AccessDeniedException", "Not you."));

        assertThat(profile.issuer()).isEmpty();
        assertThat(issuerAfter(Duration.ofMinutes(59))).isEmpty();
        assertThat(reads()).isEqualTo(1);
    }

    @Test
    void whatIsKnownStaysKnownWhileAwsIsBrokenAndItIsAskedOnceAMinute() {
        profile.issuer();
        aws.on("ListProfiles", TestingAws.error(500, "InternalServerException", "Broken."));

        assertThat(issuerAfter(Duration.ofHours(1))).contains("https://acme.okta.com");
        int tries = reads();
        issuerAfter(Duration.ofSeconds(59));
        assertThat(reads()).isEqualTo(tries);
        show(ORDINARY);
        assertThat(issuerAfter(Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void aConnectionWithoutSeatsDoesNotAsk() {
        try (Connections bare = aws.connect(withoutInstance().writingTo(SeatApi.NONE))) {
            assertThat(external(bare).issuer()).isEmpty();
            assertThat(reads()).isZero();
        }
    }

    @Test
    void aConnectionThatIsNotConfiguredHasNoProfile() {
        assertThat(new ConnectionSeats(connections, () -> now).externalProfile("other"))
                .isEmpty();
    }
}
