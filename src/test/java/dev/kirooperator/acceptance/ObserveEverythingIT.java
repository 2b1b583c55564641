package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Condition;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code kiro.mode: Observe}: the whole operator says what it would do, and does nothing. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObserveEverythingIT {

    private final Installation it;

    ObserveEverythingIT(Cluster cluster) throws Exception {
        it = Installation.start(cluster, Map.of("KIRO_MODE", "Observe"));
    }

    @AfterAll
    void stop() {
        it.close();
    }

    private String seatStep(String member) {
        it.awaitReason("kmember", member, ConditionType.SEAT_ASSIGNED, "ObserveOnly");
        return it.condition("kmember", member, ConditionType.SEAT_ASSIGNED)
                .map(Condition::message)
                .orElse("");
    }

    @Test
    void nothingIsWrittenWhateverTheManifestsAskForUntilTheOperatorManages() throws Exception {
        it.apply(team("crew", "subscription: {plan: Pro}")
                + member("mate", inTeam("crew"), "invitation: Email")
                + member("loner", "subscription: {plan: Power}", "deletionPolicy: Delete")
                + member("own", inTeam("crew"), "subscription: {plan: ProPlus}")
                + member("past", inTeam("crew"), "expiresAt: \"2020-01-01T00:00:00Z\""));
        it.awaitReason("kteam", "crew", ConditionType.GROUP_SYNCED, "ObserveOnly");
        it.awaitReason("kmember", "mate", ConditionType.USER_SYNCED, "ObserveOnly");
        it.awaitReason("kmember", "loner", ConditionType.USER_SYNCED, "ObserveOnly");
        it.awaitReason("kmember", "mate", ConditionType.INVITED, "ObserveOnly");
        assertThat(seatStep("own")).contains("assign the user", "ProPlus");
        assertThat(seatStep("loner")).contains("assign the user", "Power");
        assertThat(requireNonNull(it.teamStatus("crew").plan()).summary()).isNotEmpty();
        it.delete("kmember", "past");
        assertThat(it.writeOperations()).isEmpty();

        it.restartWith(Map.of("KIRO_MODE", "Manage"));
        it.awaitReady("kteam/crew", "kmember/mate", "kmember/loner", "kmember/own");
        it.aws().signIn("own@example.com");
        it.restartWith(Map.of("KIRO_MODE", "Observe"));
        it.aws().clearCalls();
        it.apply(team("crew", "subscription: {plan: Power}") + member("mate", "displayName: Another"));
        it.apply(member("loner", "subscription: {plan: Pro}", "deletionPolicy: Delete", "displayName: Another"));
        it.apply(member("own", inTeam("crew"), "subscription: {plan: Power}"));
        it.awaitReason("kmember", "own", ConditionType.SEAT_ASSIGNED, "ObserveOnly");
        it.lookAgain("kteam", "crew");
        it.awaitReason("kmember", "loner", ConditionType.USER_SYNCED, "ObserveOnly");
        it.delete("kmember", "loner");
        it.delete("kmember", "mate");
        it.delete("kteam", "crew");
        assertThat(it.eventReasons("loner")).contains("LeftBehind");
        assertThat(it.eventReasons("crew")).contains("LeftBehind");
        assertThat(it.writeOperations()).isEmpty();
    }
}
