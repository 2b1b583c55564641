package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Teams that the operator is told to leave alone. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuspendIT {

    private static final String PLAN = "subscription: {plan: Pro}";

    private final Installation it;

    SuspendIT(Cluster cluster) throws Exception {
        it = Installation.start(cluster, Map.of());
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @BeforeEach
    void forgetTheCalls() {
        it.aws().clearCalls();
    }

    private boolean hasGroup(String name) {
        return it.rows("groups").stream()
                .anyMatch(group -> group.path("displayName").asText().equals(name));
    }

    @Test
    void aSuspendedTeamMakesNoCallAndGoesOnWhenItIsResumed() {
        it.apply(team("idle", PLAN, "suspend: true"));
        it.awaitReason("kteam", "idle", ConditionType.READY, "Suspended");
        it.aws().clearCalls();
        it.lookAgain("kteam", "idle");
        assertThat(it.aws().calls()).isEmpty();
        assertThat(hasGroup("idle_group")).isFalse();

        it.apply(team("idle", PLAN, "suspend: false"));
        it.awaitReady("kteam/idle");
        assertThat(hasGroup("idle_group")).isTrue();
        it.delete("kteam", "idle");
    }

    @ParameterizedTest
    @CsvSource({"paused, suspend: true", "watched, mode: Observe"})
    void whatIsDeletedMeanwhileStaysAtAwsUntilTheTeamIsResumed(String name, String handsOff) {
        String ada = "ada-" + name;
        it.apply(team(name, PLAN) + member(ada, inTeam(name)));
        it.awaitReady("kteam/" + name, "kmember/" + ada);
        it.apply(team(name, PLAN, handsOff));
        it.awaitThat(
                "the hands off",
                i -> i.condition("kteam", name, ConditionType.READY).isPresent());
        it.aws().clearCalls();

        it.delete("kmember", ada);
        assertThat(it.writes()).isEmpty();
        assertThat(it.eventReasons(ada)).contains("LeftBehind");
        it.apply(team(name, PLAN));
        it.awaitThat("the removal", i -> i.writeOperations().contains("DeleteGroupMembership"));

        it.awaitReady("kteam/" + name);
        it.apply(team(name, PLAN, handsOff, "deletionPolicy: Delete"));
        it.aws().clearCalls();
        it.delete("kteam", name);
        assertThat(it.writes()).isEmpty();
        assertThat(it.eventReasons(name)).contains("LeftBehind");
        assertThat(hasGroup(name + "_group")).isTrue();
    }
}
