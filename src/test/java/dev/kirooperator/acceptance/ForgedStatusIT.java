package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.KiroMemberStatus;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.UserStatus;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may write {@code status} in a namespace tells the operator that foreign ids at AWS are its own: nothing happens to them. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedStatusIT {

    private final Installation it;

    ForgedStatusIT(Cluster cluster) throws Exception {
        it = Installation.start(cluster, Map.of());
    }

    @AfterAll
    void stop() {
        it.close();
    }

    private String userId(String member) {
        return requireNonNull(user(member).id());
    }

    private UserStatus user(String member) {
        return requireNonNull(it.memberStatus(member).user());
    }

    private List<Call> writesAbout(String id) {
        return it.writes().stream()
                .filter(call -> call.request().toString().contains(id))
                .toList();
    }

    /** A status of somebody else's is removed, and said to be. */
    private void awaitRejection(String kind, String name) {
        it.askForALook(kind, name, "after the forgery");
        it.awaitThat("an Event", i -> i.eventReasons(name).contains("StatusRejected"));
        it.awaitThat("the look", i -> "after the forgery".equals(i.handledLook(kind, name)));
    }

    private static String json(Object status) {
        return Serialization.asJson(status);
    }

    @Test
    void theUserOfAnotherObjectIsNotWrittenLeftGivenBackOrDeleted() {
        it.apply(team("crew", "subscription: {plan: Pro}")
                + member("victim", inTeam("crew"), "subscription: {plan: Power}")
                + member("attacker", "deletionPolicy: Delete"));
        it.awaitReady("kmember/victim", "kmember/attacker");
        KiroMemberStatus stolen = it.memberStatus("victim");
        String victim = userId("victim");
        String own = userId("attacker");
        it.aws().clearCalls();

        it.patchStatus("kmember", "attacker", json(stolen));
        awaitRejection("kmember", "attacker");
        assertThat(userId("attacker")).isEqualTo(own);

        it.patchStatus("kmember", "attacker", json(stolen));
        it.apply(member("attacker", "deletionPolicy: Delete", "displayName: Somebody Else"));
        awaitRejection("kmember", "attacker");

        it.patchStatus("kmember", "attacker", json(stolen));
        it.delete("kmember", "attacker");
        assertThat(writesAbout(victim)).isEmpty();
        it.lookAgain("kmember", "victim");
        it.awaitReady("kmember/victim");
    }

    @Test
    void aUserThatWasMadeByHandIsNotRenamedOrDeleted() {
        String byHand = it.console()
                .createUser(r -> r.identityStoreId(Installation.STORE)
                        .userName("boss")
                        .displayName("Boss")
                        .name(n -> n.givenName("Big").familyName("Boss")))
                .userId();
        it.apply(member("mallory", "deletionPolicy: Delete"));
        it.awaitReady("kmember/mallory");
        it.aws().clearCalls();

        it.patchStatus(
                "kmember",
                "mallory",
                json(Map.of(
                        "user",
                        new UserStatus(byHand, Origin.CREATED, user("mallory").managedBy(), "default", null))));
        awaitRejection("kmember", "mallory");
        it.patchStatus("kmember", "mallory", "{\"user\": {\"id\": \"" + byHand + "\"}}");
        it.delete("kmember", "mallory");
        assertThat(writesAbout(byHand)).isEmpty();
    }

    @Test
    void theGroupOfAnotherTeamIsNotRenamedSubscribedOrDeleted() {
        it.apply(team("target", "subscription: {plan: Pro}") + team("thief", "deletionPolicy: Delete"));
        it.awaitReady("kteam/target", "kteam/thief");
        String group =
                requireNonNull(requireNonNull(it.teamStatus("target").group()).id());
        it.aws().clearCalls();

        it.patchStatus("kteam", "thief", json(it.teamStatus("target")));
        awaitRejection("kteam", "thief");
        it.patchStatus("kteam", "thief", json(it.teamStatus("target")));
        it.delete("kteam", "thief");
        assertThat(writesAbout(group)).isEmpty();
    }

    @Test
    void aRestartedOperatorStillBelievesItself() throws Exception {
        it.apply(member("mine", "deletionPolicy: Delete"));
        it.awaitReady("kmember/mine");
        String id = userId("mine");

        it.stopOperator();
        it.startAgain();
        it.apply(member("mine", "deletionPolicy: Delete", "displayName: Another Name"));
        it.awaitThat("the new name", i -> i.rows("users").toString().contains("Another Name"));
        assertThat(userId("mine")).isEqualTo(id);
        assertThat(user("mine").origin()).isEqualTo(Origin.CREATED);
        assertThat(it.eventReasons("mine")).doesNotContain("StatusRejected");
        it.delete("kmember", "mine");
        assertThat(it.writeOperations()).endsWith("DeleteUser");
    }
}
