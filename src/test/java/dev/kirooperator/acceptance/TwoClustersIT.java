package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.teamWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Two operators that know nothing of each other, over one Identity Center. They share an API server, and neither sees the other's namespace:
 * only what is at AWS tells them apart.
 */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoClustersIT {

    private final Installation east;
    private final Installation west;

    TwoClustersIT(Cluster cluster) throws Exception {
        StandIn aws = Worlds.shortDelays();
        east = Installation.start(cluster, aws, Map.of("KIRO_OWNERSHIP_INSTALLATION", "east"));
        west = Installation.start(cluster, aws, Map.of("KIRO_OWNERSHIP_INSTALLATION", "west"));
    }

    @AfterAll
    void stop() {
        west.close();
        east.close();
    }

    private static String crew(String... spec) {
        return teamWith(
                "crew",
                spec.length == 0 ? "group: {displayName: crew}" : spec[0],
                "subscription: {plan: Pro}",
                "deletionPolicy: Delete");
    }

    private List<String> marked() {
        return east.rows("groups").stream()
                .filter(group -> group.path("displayName").asText().equals("crew"))
                .map(group -> group.path("description").asText())
                .toList();
    }

    @Test
    void theFirstKeepsTheGroupAndTheOtherSaysWhoHasItAndWritesNothing() {
        east.apply(crew() + member("ada", inTeam("crew")));
        east.awaitReady("kteam/crew", "kmember/ada");
        east.aws().clearCalls();

        west.apply(crew() + member("eve", inTeam("crew")));
        west.awaitReason("kteam", "crew", ConditionType.GROUP_SYNCED, "Conflict");
        west.awaitReason("kmember", "eve", ConditionType.TEAMS_SYNCED, "WaitingForTeam");
        west.apply(crew("group: {displayName: crew, adopt: true}"));
        west.lookAgain("kteam", "crew");
        west.lookAgain("kmember", "eve");
        east.lookAgain("kteam", "crew");
        assertThat(west.condition("kteam", "crew", ConditionType.STALLED).map(Condition::message))
                .hasValueSatisfying(message -> assertThat(message).contains("east/" + east.namespace() + "/crew"));
        west.delete("kmember", "eve");
        west.delete("kteam", "crew");

        assertThat(west.writeOperations()).doesNotContain("UpdateGroup", "DeleteGroup", "CreateGroup");
        assertThat(west.writes()).noneMatch(call -> call.operation().endsWith("Assignment"));
        assertThat(west.writes()).noneMatch(call -> call.operation().endsWith("GroupMembership"));
        assertThat(marked()).singleElement().asString().contains("east/" + east.namespace() + "/crew");
        assertThat(east.condition("kteam", "crew", ConditionType.READY).map(Condition::status))
                .hasValue("True");
    }
}
