package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.Annotations;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Teams that are deleted: what that takes away at AWS, and what somebody has to say before it takes it from many. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MassDeletionIT {

    private static final String PRO = "subscription: {plan: Pro}";
    private static final String MEMBERS = "subscription: {plan: Pro, assignTo: Members}";
    private static final Map<String, String> WINDOW = Map.of("KIRO_GUARD_REMOVAL_WINDOW", "1h");

    private final Cluster cluster;
    private final Installation it;

    MassDeletionIT(Cluster cluster) throws Exception {
        this.cluster = cluster;
        it = Installation.start(cluster, WINDOW);
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @BeforeEach
    void anEmptyWindow() throws Exception {
        it.restartWith(WINDOW);
    }

    private static List<String> people(String team, int count) {
        return IntStream.range(0, count).mapToObj(i -> team + "-" + i).toList();
    }

    private static void joined(Installation it, String team, int count, String... spec) {
        List<String> people = people(team, count);
        it.apply(team(team, spec)
                + people.stream().map(name -> member(name, inTeam(team))).collect(Collectors.joining()));
        it.awaitReason("kteam", team, ConditionType.MEMBERS_SYNCED, "Synced");
        people.forEach(name -> it.awaitReason("kmember", name, ConditionType.SEAT_ASSIGNED, "SeatPending"));
        it.awaitReady("kteam/" + team);
        it.aws().clearCalls();
    }

    private static void awaitHeld(Installation it, String team) {
        it.awaitReason("kteam", team, ConditionType.GROUP_SYNCED, "RemovalHeldBack");
    }

    private static void approve(Installation it, String team) {
        String hash = requireNonNull(requireNonNull(it.teamStatus(team).plan()).hash());
        it.annotate("kteam", team, Annotations.APPROVE_PLAN, hash);
    }

    private static void approveMember(Installation it, String name, ConditionType type) {
        String message =
                requireNonNull(it.condition("kmember", name, type).orElseThrow().message());
        it.annotate("kmember", name, Annotations.APPROVE_PLAN, message.substring(message.lastIndexOf(' ') + 1));
    }

    @Test
    void aSmallTeamThatIsDeletedAloneGivesItsPlanBackAtOnce() {
        joined(it, "small", 3, PRO);

        it.delete("kteam", "small");
        assertThat(it.writeOperations()).containsExactly("DeleteAssignment", "UpdateGroup");
    }

    @Test
    void threeTeamsDeletedAtOnceGiveNothingBackUntilItIsApproved() {
        List<String> teams = List.of("red", "green", "blue");
        teams.forEach(team -> joined(it, team, 3, PRO));

        it.startDeleting("kteam", teams.toArray(String[]::new));
        teams.forEach(team -> awaitHeld(it, team));
        assertThat(it.condition("kteam", "red", ConditionType.STALLED)).isPresent();
        it.awaitTwoRounds();
        assertThat(it.writes()).isEmpty();

        approve(it, "red");
        it.awaitGone("kteam", "red");
        assertThat(it.writeOperations()).containsExactly("DeleteAssignment", "UpdateGroup");
        awaitHeld(it, "green");
    }

    @Test
    void aLargeTeamThatNobodyApprovesGoesWithoutAWriteAndIsTakenUpAgain() throws Exception {
        joined(it, "large", 7, PRO);
        it.startDeleting("kteam", "large");
        awaitHeld(it, "large");

        it.restartWith(Map.of("KIRO_GUARD_HOLD", "0s"));
        it.awaitGone("kteam", "large");
        assertThat(it.eventReasons("large")).contains("RemovalHeldBack", "LeftBehind");
        it.apply(team("large", PRO));
        it.awaitReady("kteam/large");
        it.awaitTwoRounds();
        assertThat(it.writes()).isEmpty();
        it.restartWith(Map.of("KIRO_GUARD_HOLD", "1h"));
    }

    @Test
    void theSeatsThatAVanishedTeamHadBroughtStayUntilItIsThereAgainOrSomebodyApproves() {
        joined(it, "own", 7, MEMBERS);

        it.delete("kteam", "own");
        people("own", 7)
                .forEach(name -> it.awaitReason("kmember", name, ConditionType.SEAT_ASSIGNED, "RemovalHeldBack"));
        it.awaitTwoRounds();
        assertThat(it.writeOperations()).doesNotContain("DeleteAssignment");

        approveMember(it, "own-0", ConditionType.SEAT_ASSIGNED);
        it.awaitThat("one seat back", i -> i.writeOperations().contains("DeleteAssignment"));
        it.aws().clearCalls();
        it.apply(team("own", MEMBERS));
        people("own", 7).forEach(name -> it.awaitReason("kmember", name, ConditionType.SEAT_ASSIGNED, "SeatPending"));
        assertThat(it.writeOperations()).containsOnlyOnce("CreateAssignment").doesNotContain("DeleteAssignment");
    }

    /** There is no namespace controller here: the test deletes what is in it, as that does once the namespace is marked. */
    @Test
    void aDeletedNamespaceTakesNothingUntilItIsApproved() throws Exception {
        try (Installation doomed = Installation.start(cluster, WINDOW)) {
            List<String> teams = List.of("one", "two");
            teams.forEach(team -> joined(doomed, team, 4, PRO));
            List<String> people =
                    teams.stream().flatMap(team -> people(team, 4).stream()).toList();

            cluster.kubectl("delete", "namespace", doomed.namespace(), "--wait=false")
                    .orFail();
            doomed.startDeleting("kteam,kmember", "--all");
            teams.forEach(team -> awaitHeld(doomed, team));
            people.forEach(name -> doomed.awaitReason("kmember", name, ConditionType.TEAMS_SYNCED, "RemovalHeldBack"));
            doomed.awaitTwoRounds();
            assertThat(doomed.writes()).isEmpty();

            teams.forEach(team -> approve(doomed, team));
            people.forEach(name -> approveMember(doomed, name, ConditionType.TEAMS_SYNCED));
            doomed.awaitGone("kteam", teams.toArray(String[]::new));
            doomed.awaitGone("kmember", people.toArray(String[]::new));
            assertThat(doomed.rows("assignments")).isEmpty();
            assertThat(doomed.rows("memberships")).isEmpty();
        }
    }
}
