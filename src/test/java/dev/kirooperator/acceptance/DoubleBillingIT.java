package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.OtherSeatStatus;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.sandbox.aws.Seed;
import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.sandbox.aws.StandInOptions;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One person with a seat in two Kiro profiles of one Identity Center: AWS bills both. */
@RealCluster
class DoubleBillingIT {

    private static final String TWO_PROFILES = """
            {"furtherKiroRegions": ["eu-central-1"],
             "settings": {"quota": false, "assignmentDelay": "PT0.5S", "groupSyncDelay": "PT0.5S"}}
            """;

    private final Cluster cluster;

    DoubleBillingIT(Cluster cluster) {
        this.cluster = cluster;
    }

    private static List<OtherSeatStatus> elsewhere(Installation it, String member) {
        List<OtherSeatStatus> others =
                requireNonNull(it.memberStatus(member).seat()).otherProfiles();
        return others == null ? List.of() : others;
    }

    @Test
    void bothObjectsAndTheMetricTellItUntilOneSeatIsGivenBack() throws Exception {
        StandIn aws = StandIn.start(StandInOptions.defaults().withSeed(Seed.parse(TWO_PROFILES)));
        Map<String, String> connections = Map.of("KIRO_CONNECTIONS_EU_KIRO_REGION", "eu-central-1");
        try (Installation it = Installation.start(cluster, aws, connections)) {
            it.apply(team("us", "subscription: {plan: Pro}")
                    + team("eu", "connection: eu", "subscription: {plan: Power, assignTo: Members}")
                    + member("ada", inTeam("us"))
                    + member("ada-eu", "userName: ada@example.com", inTeam("eu")));

            it.awaitReason("kmember", "ada", ConditionType.SEAT_ASSIGNED, "DoubleBilled");
            it.awaitReason("kmember", "ada-eu", ConditionType.SEAT_ASSIGNED, "DoubleBilled");
            it.awaitReady("kmember/ada", "kmember/ada-eu");
            assertThat(elsewhere(it, "ada")).containsExactly(new OtherSeatStatus("eu", Plan.POWER, SeatState.PENDING));
            assertThat(elsewhere(it, "ada-eu"))
                    .containsExactly(new OtherSeatStatus("default", Plan.PRO, SeatState.PENDING));
            assertThat(it.eventReasons("ada")).contains("DoubleBilled");
            assertThat(it.metrics()).contains("kiro_double_billed_users 1.0");
            assertThat(it.rows("users")).hasSize(1);
            assertThat(it.rows("seats"))
                    .extracting(seat -> text(seat, "region") + " " + text(seat, "type"))
                    .containsExactlyInAnyOrder("us-east-1 KIRO_ENTERPRISE_PRO", "eu-central-1 KIRO_ENTERPRISE_POWER");

            it.delete("kmember", "ada-eu");
            it.awaitThat("one seat", i -> elsewhere(i, "ada").isEmpty());
            it.awaitReason("kmember", "ada", ConditionType.SEAT_ASSIGNED, "SeatPending");
            it.awaitThat("the metric", i -> i.metrics().contains("kiro_double_billed_users 0.0"));
        }
    }

    private static String text(JsonNode row, String field) {
        return row.path(field).asText();
    }
}
