package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When AWS's calls are scarce, who leaves goes before everybody who joins. */
@RealCluster
class LeavingFirstIT {

    /** More than there are threads, and with two calls a second enough to be busy with for the whole test. */
    private static final int MANY = 90;

    /** As many as the operator has threads may be at AWS already, each of them for one user more until the deletion is seen. */
    private static final int FEW = 30;

    private final Cluster cluster;

    LeavingFirstIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void membersLeaveWhileManyWaitForTheirTurnAndThoseAllJoinInTheEnd() throws Exception {
        try (Installation it = Installation.start(cluster, Map.of("KIRO_PACING_SHARE", "0.1"))) {
            it.apply(team("scarce") + member("goes", inTeam("scarce")) + member("drops", inTeam("scarce")));
            it.awaitReady("kmember/goes", "kmember/drops", "kteam/scarce");
            it.aws().clearCalls();

            List<String> joining =
                    IntStream.range(0, MANY).mapToObj(i -> "joins-" + i).toList();
            it.apply(
                    joining.stream().map(name -> member(name, inTeam("scarce"))).reduce("", String::concat));
            it.awaitThat("the first joins", i -> count(i, "CreateUser") > 2);
            long before = count(it, "CreateUser");
            it.startDeleting("kmember", "goes");
            it.apply(member("drops", "teams: []"));
            it.awaitGone("kmember", "goes");
            it.awaitThat("both to be out", i -> count(i, "DeleteGroupMembership") == 2);
            List<String> writes = it.writeOperations();
            assertThat(writes.subList(0, writes.lastIndexOf("DeleteGroupMembership")).stream()
                            .filter("CreateUser"::equals)
                            .count())
                    .isLessThan(before + FEW);

            it.awaitReady(joining.stream().map(name -> "kmember/" + name).toArray(String[]::new));
            assertThat(count(it, "CreateUser")).isEqualTo(MANY);
            assertThat(count(it, "CreateGroupMembership")).isEqualTo(MANY);
        }
    }

    private static long count(Installation it, String operation) {
        return it.writes().stream()
                .filter(call -> call.operation().equals(operation))
                .count();
    }
}
