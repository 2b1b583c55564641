package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who else writes into a status: a backup tool that brings back the operator's own words, and other controllers' conditions. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignStatusIT {

    private final Cluster cluster;
    private final Installation it;

    ForeignStatusIT(Cluster cluster) throws Exception {
        this.cluster = cluster;
        it = Installation.start(cluster, Map.of());
    }

    @AfterAll
    void stop() {
        it.close();
    }

    private void applyCondition(String team, String type, String status) {
        cluster.kubectlWithInput(
                        """
                        apiVersion: kiro-operator.dev/v1alpha1
                        kind: KiroTeam
                        metadata: {name: %s}
                        status:
                          conditions:
                          - {type: %s, status: "%s", reason: Foreign, message: Not the operator's}
                        """.formatted(team, type, status),
                        "apply",
                        "--server-side",
                        "--subresource=status",
                        "--field-manager=somebody",
                        "-n",
                        it.namespace(),
                        "-f",
                        "-")
                .orFail();
    }

    private String raw(String team) {
        return cluster.kubectl("get", "kteam", team, "-n", it.namespace(), "-o", "json")
                .orFail();
    }

    private String version(String team) {
        return it.team(team).getMetadata().getResourceVersion();
    }

    /** A restore makes another manager the owner of each field, which server-side apply alone can never remove again. */
    @Test
    void aRestoredStatusIsBelievedAndKeepsNothingThatIsOver() throws Exception {
        it.apply(team("restored", "mode: Observe"));
        it.awaitReason("kteam", "restored", ConditionType.GROUP_SYNCED, "ObserveOnly");
        assertThat(it.teamStatus("restored").plan()).isNotNull();
        it.stopOperator();
        KiroTeam saved = it.team("restored");
        saved.getMetadata().setResourceVersion(null);
        it.patchStatus("kteam", "restored", "null");
        cluster.kubectlWithInput(
                        Serialization.asJson(saved),
                        "replace",
                        "--subresource=status",
                        "--field-manager=backup",
                        "-n",
                        it.namespace(),
                        "-f",
                        "-")
                .orFail();
        it.startAgain();

        it.apply(team("restored", "mode: Manage"));
        it.awaitReady("kteam/restored");
        it.lookAgain("kteam", "restored");
        assertThat(it.teamStatus("restored").plan()).isNull();
        assertThat(it.eventReasons("restored")).doesNotContain("StatusRejected");
    }

    @Test
    void aConditionOfTheOperatorsOwnTypeDoesNotStayWhoeverWroteIt() {
        it.apply(team("smeared"));
        it.awaitReady("kteam/smeared");

        applyCondition("smeared", "Stalled", "True");
        it.lookAgain("kteam", "smeared");
        it.awaitThat(
                "the end of it",
                i -> i.condition("kteam", "smeared", ConditionType.STALLED).isEmpty());
        assertThat(raw("smeared")).doesNotContain("Foreign");
    }

    @Test
    void aConditionOfAnotherTypeStaysAndCostsNoWrite() {
        it.apply(team("watched"));
        it.awaitReady("kteam/watched");

        applyCondition("watched", "example.com/Audited", "True");
        it.lookAgain("kteam", "watched");
        String version = version("watched");
        it.aws().clearCalls();
        it.awaitTwoRounds();
        assertThat(raw("watched")).contains("example.com/Audited");
        assertThat(version("watched")).isEqualTo(version);
    }
}
