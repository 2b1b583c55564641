package dev.kirooperator.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kiro profiles in two Regions of one account: the same people, seats apart. */
class KiroRegionsTest extends KiroTestCase {
    private static final String HOME = "us-east-1";
    private static final String FURTHER = "eu-central-1";

    private String ada = "";

    @BeforeEach
    void aProfileInAnotherRegion() {
        ada = createUser("ada");
        assertThat(profile("CreateProfile", """
                        {"profileName": "further",
                         "identitySource": {"ssoIdentitySource": {"instanceArn": "%s", "ssoRegion": "us-east-1"}}}
                        """.formatted(instanceArn()))
                        .path("profileArn")
                        .asText())
                .startsWith("arn:aws:codewhisperer:" + FURTHER + ":");
        standIn.advance(USER_DELAY);
    }

    private JsonNode profile(String operation, String request) {
        return succeed(wire.callIn(FURTHER, "AWSCodeWhispererService." + operation, "codewhisperer", request));
    }

    private void assignThere(String type, String id, String plan) {
        succeed(wire.callIn(FURTHER, MANAGEMENT + ".CreateAssignment", "q", """
                {"principalId": "%s", "principalType": "%s", "subscriptionType": "%s"}
                """.formatted(id, type, plan)));
    }

    private JsonNode seatsOf(String region) {
        return succeed(wire.call(
                        "AWSZornControlPlaneService.ListUserSubscriptions", "user-subscriptions", """
                        {"instanceArn": "%s", "maxResults": 10, "subscriptionRegion": "%s"}
                        """.formatted(
                                        instanceArn(), region)))
                .path("subscriptions");
    }

    private static String describe(JsonNode seats) {
        return StreamSupport.stream(seats.spliterator(), false)
                .map(seat -> seat.path("type").path("amazonQ").asText() + " "
                        + seat.path("status").asText())
                .toList()
                .toString();
    }

    @Test
    void eachRegionHasSeatsOfItsOwn() {
        assign("USER", ada, PRO);
        assignThere("USER", ada, PRO_PLUS);
        standIn.advance(USER_DELAY);

        assertThat(describe(seatsOf(HOME))).isEqualTo("[KIRO_ENTERPRISE_PRO PENDING]");
        assertThat(describe(seatsOf(FURTHER))).isEqualTo("[KIRO_ENTERPRISE_PRO_PLUS PENDING]");
        assertThat(seatsOf("eu-west-1")).isEmpty();

        standIn.signIn(ada);
        assertThat(describe(seatsOf(HOME))).contains("ACTIVE");
        assertThat(describe(seatsOf(FURTHER))).contains("ACTIVE");

        unassign("USER", ada);
        assertThat(describe(seatsOf(HOME))).contains("CANCELLED");
        assertThat(describe(seatsOf(FURTHER))).contains("ACTIVE");
    }

    @Test
    void aChangeOfTheDirectoryReachesEveryRegion() {
        String group = createGroup("dev");
        assign("GROUP", group, PRO);
        assignThere("GROUP", group, PRO);
        String membership = join(group, ada);
        standIn.advance(GROUP_DELAY);
        assertThat(seatsOf(HOME)).hasSize(1);
        assertThat(seatsOf(FURTHER)).hasSize(1);

        leave(membership);
        standIn.advance(GROUP_DELAY);
        assertThat(seatsOf(HOME)).isEmpty();
        assertThat(seatsOf(FURTHER)).isEmpty();
    }

    @Test
    void theEndOfOneProfileIsNotTheOthers() {
        assign("USER", ada, PRO);
        assignThere("USER", ada, PRO);
        standIn.advance(USER_DELAY);
        standIn.signIn(ada);

        profile(
                "DeleteProfile",
                "{\"profileArn\": \""
                        + standIn.dump().path("profiles").get(1).path("arn").asText() + "\"}");

        assertThat(describe(seatsOf(HOME))).contains("ACTIVE");
        assertThat(describe(seatsOf(FURTHER))).contains("CANCELLED");
        assertThat(standIn.dump().path("applications")).hasSize(1);
        assertThat(standIn.dump().path("profiles")).hasSize(1);
    }

    @Test
    void whoHasASeatNowhereCannotSignIn() {
        assertThatThrownBy(() -> standIn.signIn(ada))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no seat to use");
    }

    @Test
    void aSeedMayHaveProfilesInFurtherRegions() throws IOException {
        Seed seed = Seed.parse("""
                {"kiroRegion": "us-west-2", "furtherKiroRegions": ["eu-central-1", "us-east-1"],
                 "users": [{"userName": "grace@example.com"}],
                 "subscriptions": [{"user": "grace@example.com", "plan": "Q_DEVELOPER_STANDALONE_PRO"}]}
                """);
        try (StandIn seeded = StandIn.start(StandInOptions.defaults().withSeed(seed))) {
            assertThat(seeded.dump().path("profiles"))
                    .extracting(profile -> profile.path("region").asText())
                    .containsExactly("us-west-2", "eu-central-1", "us-east-1");
            assertThat(seeded.dump().path("seats"))
                    .extracting(seat -> seat.path("region").asText())
                    .containsExactly("us-west-2");
        }
    }
}
