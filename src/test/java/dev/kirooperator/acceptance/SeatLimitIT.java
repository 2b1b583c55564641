package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A namespace that may have some seats makes many objects, each of which is allowed by itself. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeatLimitIT {

    private static final String PRO = "subscription: {plan: Pro}";

    private final Installation it;

    SeatLimitIT(Cluster cluster) throws Exception {
        it = Installation.start(
                cluster,
                Map.of(
                        "KIRO_SYNC_INTERVAL", "3s",
                        "KIRO_TENANCY_RULES_0__NAMESPACES", "*",
                        "KIRO_TENANCY_RULES_0__MAX_SEATS", "3"));
    }

    @AfterAll
    void stop() {
        it.close();
    }

    private String message(String member) {
        return it.condition("kmember", member, ConditionType.USER_SYNCED)
                .map(Condition::message)
                .orElse("");
    }

    @Test
    void whoIsTooMuchGetsNothingUntilAnOlderOneIsGone() {
        it.apply(team("crew", PRO, "membership: {maxMembers: 2}") + member("one", PRO));
        it.awaitReady("kteam/crew", "kmember/one");
        it.aws().clearCalls();

        it.apply(member("two", PRO) + team("yetmore", PRO, "membership: {maxMembers: 1}"));
        it.awaitReason("kmember", "two", ConditionType.USER_SYNCED, "TargetNotAllowed");
        it.awaitReason("kteam", "yetmore", ConditionType.GROUP_SYNCED, "TargetNotAllowed");
        it.lookAgain("kmember", "two");
        it.lookAgain("kteam", "yetmore");
        assertThat(message("two")).contains("may have 3");
        assertThat(it.writes()).isEmpty();

        it.delete("kmember", "one");
        it.awaitReady("kmember/two");
        it.lookAgain("kteam", "yetmore");
        assertThat(it.condition("kteam", "yetmore", ConditionType.GROUP_SYNCED).map(Condition::reason))
                .hasValue("TargetNotAllowed");
    }
}
