package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.teamWith;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.PlanStatus;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the guards hold back: the removal brake and its approval, and a team that the tenancy rules refuse. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardsIT {

    private final Installation it;

    GuardsIT(Cluster cluster) throws Exception {
        it = Installation.start(
                cluster,
                Map.of(
                        "KIRO_GUARD_MAX_REMOVALS", "2",
                        "KIRO_TENANCY_RULES_0__NAMESPACES", "*",
                        "KIRO_TENANCY_RULES_0__GROUP_NAME_PATTERN", "ours_.*"));
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @BeforeEach
    void forgetTheCalls() {
        it.aws().clearCalls();
    }

    private static String ours(String name) {
        return teamWith(name, "group: {displayName: ours_" + name + "}");
    }

    private List<String> createStrangers() {
        return Stream.of("xavier", "yvonne", "zoe")
                .map(name -> it.console()
                        .createUser(user -> user.identityStoreId(Installation.STORE)
                                .userName(name + "@example.com")
                                .displayName(name)
                                .name(full -> full.givenName(name).familyName("Example")))
                        .userId())
                .toList();
    }

    /** Somebody adds people in the console. */
    private void add(List<String> userIds, String groupId) {
        userIds.forEach(id -> it.console()
                .createGroupMembership(membership -> membership
                        .identityStoreId(Installation.STORE)
                        .groupId(groupId)
                        .memberId(member -> member.userId(id))));
        it.aws().clearCalls();
    }

    private String heldBackPlan() {
        it.lookAgain("kteam", "crew");
        it.awaitReason("kteam", "crew", ConditionType.MEMBERS_SYNCED, "RemovalHeldBack");
        PlanStatus plan = requireNonNull(it.teamStatus("crew").plan());
        assertThat(plan.remove()).isEqualTo(3);
        assertThat(it.condition("kteam", "crew", ConditionType.STALLED)).isPresent();
        return requireNonNull(plan.hash());
    }

    @Test
    void aHeldBackRemovalIsDoneOnceForEachApproval() {
        it.apply(ours("crew") + member("ada", inTeam("crew")));
        it.awaitReady("kteam/crew", "kmember/ada");
        String groupId =
                requireNonNull(requireNonNull(it.teamStatus("crew").group()).id());
        List<String> strangers = createStrangers();
        add(strangers, groupId);
        String hash = heldBackPlan();
        assertThat(it.writes()).isEmpty();

        it.annotate("kteam", "crew", Annotations.APPROVE_PLAN, hash);
        it.awaitReady("kteam/crew");
        assertThat(it.writeOperations()).hasSize(3).containsOnly("DeleteGroupMembership");
        assertThat(it.teamStatus("crew").lastApprovedPlan()).isEqualTo(hash);

        add(strangers, groupId);
        assertThat(heldBackPlan()).isNotEqualTo(hash);
        assertThat(it.writes()).isEmpty();
    }

    @Test
    void aTeamThatTheRulesRefuseWritesNothingThroughItsMembersEither() {
        it.apply(teamWith("theirs", "group: {displayName: theirs}") + member("grace", inTeam("theirs")));

        it.awaitReason("kteam", "theirs", ConditionType.GROUP_SYNCED, "TargetNotAllowed");
        it.awaitReason("kmember", "grace", ConditionType.TEAMS_SYNCED, "TargetNotAllowed");
        it.lookAgain("kmember", "grace");
        assertThat(it.writes()).isEmpty();
        assertThat(it.rows("users"))
                .noneMatch(user -> user.path("userName").asText().startsWith("grace"));
        assertThat(it.teamStatus("theirs").group()).isNull();
    }
}
