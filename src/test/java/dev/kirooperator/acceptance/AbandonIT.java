package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import io.fabric8.kubernetes.api.model.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** AWS refuses for good what a deletion needs: the object stays until somebody gives it up, and an Event says what is left. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AbandonIT {

    private final Installation it;

    AbandonIT(Cluster cluster) throws Exception {
        it = Installation.start(cluster, Map.of());
    }

    @AfterAll
    void stop() {
        it.close();
    }

    private void deny(String operation) {
        it.aws()
                .fault(Fault.error(operation, 400, "AccessDeniedException", "No.")
                        .always());
    }

    private List<String> leftBehind(String name) {
        return it.events().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(name))
                .filter(event -> event.getReason().equals("LeftBehind"))
                .map(Event::getMessage)
                .toList();
    }

    @Test
    void aMemberAndATeamStayUntilTheyAreGivenUp() {
        it.apply(team("crew", "subscription: {plan: Pro}")
                + member("mate", inTeam("crew"), "subscription: {plan: Power}"));
        it.awaitReady("kteam/crew", "kmember/mate");
        String user =
                requireNonNull(requireNonNull(it.memberStatus("mate").user()).id());
        String group =
                requireNonNull(requireNonNull(it.teamStatus("crew").group()).id());
        deny("DeleteAssignment");

        it.startDeleting("kmember", "mate");
        it.awaitReason("kmember", "mate", ConditionType.USER_SYNCED, "AccessDenied");
        it.annotate("kmember", "mate", Annotations.ABANDON, "not yet");
        it.awaitTwoRounds();
        assertThat(it.member("mate")).isNotNull();
        it.annotate("kmember", "mate", Annotations.ABANDON, "true");
        it.awaitGone("kmember", "mate");
        assertThat(leftBehind("mate"))
                .anySatisfy(message -> assertThat(message)
                        .contains(user, "Power", "DeleteAssignment failed")
                        .doesNotContain("example.com"));

        it.startDeleting("kteam", "crew");
        it.awaitReason("kteam", "crew", ConditionType.GROUP_SYNCED, "AccessDenied");
        it.annotate("kteam", "crew", Annotations.ABANDON, "true");
        it.awaitGone("kteam", "crew");
        assertThat(leftBehind("crew")).anySatisfy(message -> assertThat(message).contains(group, "plan Pro"));
    }
}
