package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.teamWith;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Teams that take over groups which somebody made by hand. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdoptionIT {

    private static final List<String> RIVALS = List.of("first", "second", "third");

    private final Installation it;

    AdoptionIT(Cluster cluster) throws Exception {
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

    private String madeByHand(String name) {
        return it.console()
                .createGroup(group -> group.identityStoreId(Installation.STORE)
                        .displayName(name)
                        .description("By hand"))
                .groupId();
    }

    private String description(String groupId) {
        return it.rows("groups").stream()
                .filter(group -> group.path("id").asText().equals(groupId))
                .map(group -> group.path("description").asText())
                .findFirst()
                .orElse("no such group");
    }

    private String reason(String team) {
        return it.condition("kteam", team, ConditionType.GROUP_SYNCED)
                .map(condition -> Objects.requireNonNullElse(condition.reason(), ""))
                .orElse("none");
    }

    private List<String> with(String reason, String... gone) {
        return RIVALS.stream()
                .filter(team -> !List.of(gone).contains(team))
                .filter(team -> reason(team).equals(reason))
                .toList();
    }

    private Optional<String> plan(String groupId) {
        return it.rows("assignments").stream()
                .filter(row -> row.toString().contains(groupId))
                .map(Object::toString)
                .findFirst();
    }

    @Test
    void adoptionIsRepeatableAndUndoneByRemovingIt() {
        String id = madeByHand("legacy");
        String adopting = teamWith("heir", "group: {displayName: legacy, adopt: true}", "subscription: {plan: Pro}");
        it.apply(adopting);
        it.awaitReady("kteam/heir");
        it.apply(adopting);
        it.lookAgain("kteam", "heir");
        assertThat(it.writeOperations())
                .filteredOn(operation -> !operation.equals("CreateGroup"))
                .containsExactly("UpdateGroup", "CreateAssignment");
        assertThat(description(id)).contains("/heir]");

        it.apply(teamWith("heir", "group: {displayName: legacy}", "subscription: {plan: Pro}"));
        it.awaitReason("kteam", "heir", ConditionType.GROUP_SYNCED, "AlreadyExists");
        it.lookAgain("kteam", "heir");
        assertThat(description(id)).isEqualTo("By hand");
        assertThat(plan(id)).isEmpty();
        it.delete("kteam", "heir");
        assertThat(description(id)).isEqualTo("By hand");
        assertThat(it.writeOperations()).doesNotContain("DeleteGroup");
    }

    @Test
    void ofThreeTeamsThatAdoptAGroupTogetherOneHasItAndTheNextTakesOver() {
        String id = madeByHand("shared");
        it.apply(Stream.of("Pro", "Power", "ProMax")
                .map(plan -> teamWith(
                        RIVALS.get(List.of("Pro", "Power", "ProMax").indexOf(plan)),
                        "group: {displayName: shared, adopt: true}",
                        "subscription: {plan: " + plan + "}"))
                .reduce("", String::concat));

        it.awaitThat(
                "one owner", i -> with("Synced").size() == 1 && with("Conflict").size() == 2);
        String owner = with("Synced").get(0);
        it.awaitReady("kteam/" + owner);
        for (String rival : with("Conflict")) {
            assertThat(requireNonNull(it.condition("kteam", rival, ConditionType.GROUP_SYNCED)
                            .orElseThrow()
                            .message()))
                    .contains("/" + owner);
        }
        String assigned = plan(id).orElse("nothing");
        it.awaitTwoRounds();
        assertThat(it.writeOperations()).containsExactly("UpdateGroup", "CreateAssignment");
        assertThat(plan(id)).contains(assigned);

        it.delete("kteam", owner);
        it.awaitThat(
                "an heir",
                i -> with("Synced", owner).size() == 1
                        && with("Conflict", owner).size() == 1);
        assertThat(description(id)).startsWith("By hand [").doesNotContain("/" + owner + "]");
    }
}
