package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.status.Conditions;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Accidents that take many people's access at once, spread over many objects: what goes at AWS before somebody has said that it is meant. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MassRemovalIT {

    private static final String LEAVE = "DeleteGroupMembership";

    private final Cluster cluster;
    private final String elsewhere;
    private final Installation it;

    MassRemovalIT(Cluster cluster) throws Exception {
        this.cluster = cluster;
        elsewhere = cluster.newNamespace();
        it = Installation.start(cluster, Map.of("KIRO_GUARD_REMOVAL_WINDOW", "1h"), elsewhere);
    }

    @AfterAll
    void stop() {
        it.close();
    }

    /** Nobody has gone yet, as far as the operator knows. */
    @BeforeEach
    void anEmptyWindow() throws Exception {
        it.killOperator();
        it.startAgain();
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    }

    private static String members(List<String> names, String... spec) {
        return names.stream().map(name -> member(name, spec)).collect(Collectors.joining());
    }

    private static String[] array(List<String> names) {
        return names.toArray(String[]::new);
    }

    private List<String> joined(String team, int count) {
        List<String> names = names(team, count);
        it.apply(team(team) + members(names, inTeam(team)));
        it.awaitReady(array(names.stream().map(name -> "kmember/" + name).toList()));
        it.awaitReady("kteam/" + team);
        it.aws().clearCalls();
        return names;
    }

    private List<String> left() {
        return it.writes().stream()
                .filter(call -> call.operation().equals(LEAVE))
                .map(Call::request)
                .map(request -> request.path("MembershipId").asText())
                .toList();
    }

    private int heldOf(String team) {
        it.awaitReason("kteam", team, ConditionType.MEMBERS_SYNCED, "RemovalHeldBack");
        return requireNonNull(requireNonNull(it.teamStatus(team).plan()).remove());
    }

    private void approve(String team) {
        String hash = requireNonNull(requireNonNull(it.teamStatus(team).plan()).hash());
        it.annotate("kteam", team, Annotations.APPROVE_PLAN, hash);
        it.awaitReady("kteam/" + team);
    }

    @Test
    void ofTwentyMembersDeletedAtOnceNobodyLeavesUntilItIsApproved() {
        List<String> names = joined("prune", 20);

        it.startDeleting("kmember", array(names));
        it.awaitGone("kmember", array(names));
        it.lookAgain("kteam", "prune");
        assertThat(heldOf("prune")).isEqualTo(20);
        it.awaitTwoRounds();
        assertThat(it.writes()).isEmpty();
        assertThat(names).anyMatch(name -> it.eventReasons(name).contains("RemovalHeldBack"));

        approve("prune");
        assertThat(left()).hasSize(20).doesNotHaveDuplicates();
        assertThat(it.writeOperations()).containsOnly(LEAVE);
    }

    @Test
    void whoIsAppliedAgainInsteadOfApprovedIsReadyWithoutAnythingWritten() {
        List<String> names = joined("again", 12);
        it.startDeleting("kmember", array(names));
        it.awaitGone("kmember", array(names));
        it.lookAgain("kteam", "again");
        heldOf("again");

        it.apply(members(names, inTeam("again")));
        it.awaitReady(array(names.stream().map(name -> "kmember/" + name).toList()));
        it.awaitReady("kteam/again");
        assertThat(it.writes()).isEmpty();
    }

    @Test
    void whoLeavesAloneLeavesAtOnce() {
        joined("single", 3);

        it.delete("kmember", "single-1");
        assertThat(it.writeOperations()).containsExactly(LEAVE);
        it.awaitReady("kteam/single");
    }

    @Test
    void aPruneAcrossThreeTeamsTakesNobodyAndWhoLeavesAloneMeanwhileLeavesAtOnce() throws Exception {
        List<String> teams = List.of("east", "west", "north");
        List<String> names =
                teams.stream().flatMap(team -> joined(team, 4).stream()).toList();
        joined("calm", 2);

        it.startDeleting("kmember", array(names));
        it.awaitGone("kmember", array(names));
        for (String team : teams) {
            it.lookAgain("kteam", team);
            assertThat(heldOf(team)).isEqualTo(4);
        }
        it.awaitTwoRounds();
        assertThat(it.writes()).isEmpty();

        anEmptyWindow();
        it.delete("kmember", "calm-1");
        assertThat(it.writeOperations()).containsExactly(LEAVE);

        teams.forEach(this::approve);
        assertThat(left()).hasSize(12 + 1).doesNotHaveDuplicates();
        assertThat(it.writeOperations()).containsOnly(LEAVE);
    }

    @Test
    void aRestartInTheMiddleLetsNobodyElseGo() throws Exception {
        List<String> names = joined("restart", 20);
        List<String> first = names.subList(0, 2);
        it.startDeleting("kmember", array(first));
        it.awaitGone("kmember", array(first));
        it.killOperator();
        it.startDeleting("kmember", array(names.subList(2, 20)));
        it.startAgain();

        it.awaitGone("kmember", array(names));
        it.lookAgain("kteam", "restart");
        assertThat(left()).hasSize(2);
        assertThat(heldOf("restart")).isEqualTo(18);
    }

    @Test
    void aSelectorThatSuddenlyMatchesNothingRemovesNobody() {
        cluster.kubectl("label", "namespace", elsewhere, "kiro=yes").orFail();
        it.apply(team("select", "allowedNamespaces: {from: Selector, selector: {matchLabels: {kiro: \"yes\"}}}"));
        List<String> names = names("select", 8);
        applyElsewhere(members(names, "teams: [{name: select, namespace: " + it.namespace() + "}]"));
        names.forEach(name -> awaitElsewhere(name, "Synced"));
        it.awaitReady("kteam/select");
        it.aws().clearCalls();

        cluster.kubectl("label", "namespace", elsewhere, "kiro-").orFail();
        assertThat(heldOf("select")).isEqualTo(8);
        names.forEach(name -> awaitElsewhere(name, "NotAllowedByTeam"));
        it.awaitTwoRounds();
        assertThat(it.writes()).isEmpty();

        cluster.kubectl("label", "namespace", elsewhere, "kiro=yes").orFail();
        names.forEach(name -> awaitElsewhere(name, "Synced"));
        it.awaitReady("kteam/select");
        assertThat(it.writes()).isEmpty();
    }

    /** In each of eight teams one of two, which no team's own brake holds. */
    @Test
    void aLabelThatIsTakenFromANamespaceTakesNobodyOutOfItsManyTeams() {
        cluster.kubectl("label", "namespace", elsewhere, "many=yes").orFail();
        List<String> teams = names("wide", 8);
        for (String team : teams) {
            it.apply(team(
                    team,
                    "allowedNamespaces: {from: Selector, selector: {matchExpressions: "
                            + "[{key: many, operator: In, values: [\"yes\"]}, {key: none, operator: DoesNotExist}]}}",
                    team.endsWith("7") ? "membership: {policy: Additive}" : "suspend: false"));
        }
        cluster.kubectl("label", "namespace", it.namespace(), "many=yes").orFail();
        it.apply(
                teams.stream().map(team -> member("near-" + team, inTeam(team))).collect(Collectors.joining()));
        applyElsewhere(teams.stream()
                .map(team -> member("far-" + team, "teams: [{name: " + team + ", namespace: " + it.namespace() + "}]"))
                .collect(Collectors.joining()));
        teams.forEach(team -> {
            awaitElsewhere("far-" + team, "Synced");
            it.awaitReady("kmember/near-" + team, "kteam/" + team);
        });
        it.aws().clearCalls();

        cluster.kubectl("label", "namespace", elsewhere, "many-").orFail();
        for (String team : teams.subList(0, 7)) {
            assertThat(heldOf(team)).isEqualTo(1);
            awaitElsewhere("far-" + team, "NotAllowedByTeam");
        }
        awaitElsewhere("far-wide-7", "RemovalHeldBack");
        it.awaitTwoRounds();
        assertThat(it.writes()).isEmpty();

        approve("wide-3");
        assertThat(it.writeOperations()).containsExactly(LEAVE);
        cluster.kubectl("label", "namespace", elsewhere, "many=yes").orFail();
        teams.forEach(team -> awaitElsewhere("far-" + team, "Synced"));
        assertThat(it.writeOperations()).containsExactly(LEAVE, "CreateGroupMembership");
    }

    private void applyElsewhere(String manifests) {
        cluster.kubectlWithInput(manifests, "apply", "-n", elsewhere, "-f", "-").orFail();
    }

    private void awaitElsewhere(String name, String reason) {
        it.awaitThat(
                name + " to be " + reason,
                i -> Optional.ofNullable(cluster.client()
                                .resources(KiroMember.class)
                                .inNamespace(elsewhere)
                                .withName(name)
                                .get()
                                .getStatus())
                        .flatMap(status -> Conditions.find(status.conditions(), ConditionType.TEAMS_SYNCED))
                        .filter(condition -> reason.equals(condition.reason()))
                        .isPresent());
    }

    @Test
    void individualSeatsAreHeldOnTheMembersAndGivenBackOnceApproved() {
        List<String> names = names("seat", 8);
        it.apply(members(names, "subscription: {plan: Pro}"));
        names.forEach(name -> it.awaitThat(
                "the seat of " + name,
                i -> i.condition("kmember", name, ConditionType.SEAT_ASSIGNED)
                        .filter(c -> "SeatPending".equals(c.reason()))
                        .isPresent()));
        it.aws().clearCalls();

        it.startDeleting("kmember", array(names));
        it.awaitThat(
                "the rest to be held",
                i -> !held(names).isEmpty() && held(names).equals(remaining(names)));
        assertThat(held(names)).hasSize(8);
        assertThat(returned()).isZero();

        String name = held(names).get(0);
        String message = requireNonNull(it.condition("kmember", name, ConditionType.TEAMS_SYNCED)
                .orElseThrow()
                .message());
        it.annotate("kmember", name, Annotations.APPROVE_PLAN, message.substring(message.lastIndexOf(' ') + 1));
        it.awaitGone("kmember", name);
        assertThat(returned()).isOne();
    }

    private long returned() {
        return it.writeOperations().stream().filter("DeleteAssignment"::equals).count();
    }

    private List<String> remaining(List<String> names) {
        return names(names, member -> true);
    }

    private List<String> names(List<String> of, Predicate<KiroMember> condition) {
        return cluster.client().resources(KiroMember.class).inNamespace(it.namespace()).list().getItems().stream()
                .filter(condition)
                .map(m -> m.getMetadata().getName())
                .filter(of::contains)
                .toList();
    }

    private List<String> held(List<String> names) {
        return names(
                names,
                member -> Conditions.find(member.getStatus().conditions(), ConditionType.TEAMS_SYNCED)
                        .filter(c -> "RemovalHeldBack".equals(c.reason()))
                        .isPresent());
    }
}
