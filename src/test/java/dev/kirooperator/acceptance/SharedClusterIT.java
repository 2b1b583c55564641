package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two installations that watch the same namespaces and share their objects by a label. */
@RealCluster
class SharedClusterIT {

    private static final String LABEL = "kiro-operator.dev/shard";

    private final Cluster cluster;

    SharedClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    private Installation start(StandIn aws, String shard, String... namespaces) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "KIRO_SELECTOR",
                LABEL + "=" + shard,
                "AWS_ACCESS_KEY_ID",
                shard,
                "KIRO_OWNERSHIP_SEAL_KEYS",
                "a-key-that-both-of-the-installations-know"));
        return Installation.start(cluster, aws, settings, namespaces);
    }

    private static String labelled(String manifest, String shard) {
        return manifest.replaceAll(
                "metadata: \\{name: ([a-z]+)}", "metadata: {name: $1, labels: {" + LABEL + ": " + shard + "}}");
    }

    private static List<String> writers(StandIn aws) {
        return aws.calls().stream()
                .filter(Call::isWrite)
                .map(Call::accessKeyId)
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void eachTeamIsServedByOneAndWhatMovesIsTakenOverWithoutAWrite() throws Exception {
        StandIn aws = Worlds.shortDelays();
        try (Installation east = start(aws, "east");
                Installation ignored = start(aws, "west", east.namespace())) {
            east.apply(labelled(team("left") + member("ada", inTeam("left")), "east"));
            east.awaitReady("kteam/left", "kmember/ada");
            assertThat(writers(aws)).containsExactly("east");

            aws.clearCalls();
            east.apply(labelled(team("right") + member("eve", inTeam("right")), "west") + team("nobodys"));
            east.awaitReady("kteam/right", "kmember/eve");
            assertThat(writers(aws)).containsExactly("west");

            aws.clearCalls();
            east.apply(labelled(team("left") + member("ada", inTeam("left")), "west"));
            east.lookAgain("kteam", "left");
            east.lookAgain("kmember", "ada");
            east.awaitReady("kteam/left", "kmember/ada");
            assertThat(writers(aws)).isEmpty();
            east.apply(labelled(member("bob", inTeam("left")), "west"));
            east.awaitReady("kmember/bob");
            assertThat(writers(aws)).containsExactly("west");
            assertThat(Optional.ofNullable(east.team("nobodys").getStatus())).isEmpty();

            east.apply(labelled(member("sue", inTeam("nobodys")), "west"));
            east.awaitReason("kmember", "sue", ConditionType.READY, "WaitingForTeam");
            assertThat(east.condition("kmember", "sue", ConditionType.READY)
                            .orElseThrow()
                            .message())
                    .contains(LABEL + "=west");
        }
    }
}
