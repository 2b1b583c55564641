package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody waits for the work of others that has nothing to do with theirs. */
@RealCluster
class FairnessIT {

    private static final int MANY = 60;

    private final Cluster cluster;

    FairnessIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void aConnectionThatDoesNotAnswerSlowsNoOther() throws Exception {
        try (Installation it =
                Installation.start(cluster, Map.of("KIRO_CONNECTIONS_SLOW_IDENTITY_CENTER_REGION", "us-east-1"))) {
            it.aws().fault(Fault.timeout("CreateUser").containing("slow").always());
            it.apply(team("tortoise", "connection: slow") + members("slow", "tortoise"));
            it.awaitThat("calls that are held", i -> created(i, "slow").size() > 2);

            it.apply(team("hare") + member("quick-a", inTeam("hare")) + member("quick-b", inTeam("hare")));
            it.awaitReady("kmember/quick-a", "kmember/quick-b", "kteam/hare");

            assertThat(created(it, "slow"))
                    .as("that most of the slow ones still wait")
                    .hasSizeLessThan(MANY / 2);
        }
    }

    @Test
    void aSmallTeamAndAChangedMemberGoBeforeATeamOfMany() throws Exception {
        try (Installation it = Installation.start(cluster, Map.of("KIRO_PACING_SHARE", "0.1"))) {
            it.apply(team("big") + team("small") + member("changes", inTeam("big")));
            it.awaitReady("kmember/changes", "kteam/big", "kteam/small");
            it.aws().clearCalls();
            it.apply(members("bulk", "big"));
            it.awaitThat("the first of many", i -> created(i, "bulk").size() > 2);

            it.apply(member("new", inTeam("small")) + member("changes", inTeam("big"), "displayName: Somebody else"));
            it.awaitReady("kmember/changes", "kmember/new");

            assertThat(created(it, "bulk")).as("those of the big team by then").hasSizeLessThan(MANY / 2);
        }
    }

    private static String members(String name, String team) {
        return IntStream.range(0, MANY)
                .mapToObj(i -> member(name + "-" + i, inTeam(team)))
                .collect(Collectors.joining());
    }

    private static List<String> created(Installation it, String name) {
        return it.aws().calls().stream()
                .filter(call -> call.operation().equals("CreateUser"))
                .map(Call::request)
                .map(request -> request.path("UserName").asText())
                .filter(user -> user.startsWith(name))
                .distinct()
                .toList();
    }
}
