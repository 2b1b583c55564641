package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static dev.kirooperator.acceptance.Manifests.teamWith;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator that is killed, at the worst moments, and started again: it goes on where the world is, not where it thought to be. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryIT {

    private static final String DELETE = "deletionPolicy: Delete";
    private static final String PRO = "subscription: {plan: Pro}";
    private static final String POWER = "subscription: {plan: Power}";

    private final Installation it;

    RecoveryIT(Cluster cluster) throws Exception {
        it = Installation.start(cluster, Map.of("KIRO_GUARD_REMOVAL_WINDOW", "1s"));
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @AfterEach
    void heal() throws Exception {
        it.aws().clearFaults();
        it.startAgain();
        it.aws().clearCalls();
    }

    /** Holds the answer of a call whose request has the text: {@code SLOW} when the call is done, {@code TIMEOUT} when it is not. */
    private void hold(Fault.Kind kind, String operation, String containing) {
        Fault fault = kind == Fault.Kind.SLOW ? Fault.slow(operation, Duration.ofMinutes(1)) : Fault.timeout(operation);
        it.aws().fault(fault.containing(containing).always());
    }

    private String userId(String member) {
        return requireNonNull(requireNonNull(it.memberStatus(member).user()).id());
    }

    private String membershipId(String member) {
        return requireNonNull(
                requireNonNull(it.memberStatus(member).teams()).get(0).membershipId());
    }

    private String groupId(String team) {
        return requireNonNull(requireNonNull(it.teamStatus(team).group()).id());
    }

    /** What AWS has of these names, but seats that are given back: those are there until the month turns. */
    private List<String> left(String prefix) {
        return Stream.of("users", "groups", "memberships", "assignments", "seats")
                .flatMap(table -> it.rows(table).stream().map(row -> table + " " + row))
                .filter(row -> row.contains(prefix) && !row.contains("CANCELLED"))
                .toList();
    }

    private List<String> doneWrites() {
        return it.writes().stream()
                .filter(call -> call.status() == 200)
                .map(Call::operation)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"SLOW", "TIMEOUT"})
    void aCrashBetweenAWriteAndItsStatusLosesNothingAndDoublesNothing(Fault.Kind kind) throws Exception {
        boolean done = kind == Fault.Kind.SLOW;
        String p = done ? "made" : "lost";
        it.apply(team(p + "-plain", DELETE) + member(p + "-joins", DELETE) + member(p + "-seated", DELETE));
        it.awaitReady("kteam/" + p + "-plain", "kmember/" + p + "-joins", "kmember/" + p + "-seated");
        hold(kind, "CreateGroup", p + "-fresh_group");
        hold(kind, "CreateUser", p + "-new");
        hold(kind, "CreateGroupMembership", userId(p + "-joins"));
        hold(kind, "CreateAssignment", userId(p + "-seated"));
        hold(kind, "CreateAssignment", groupId(p + "-plain"));

        it.apply(team(p + "-fresh", DELETE)
                + team(p + "-plain", DELETE, PRO)
                + member(p + "-new", DELETE)
                + member(p + "-joins", DELETE, inTeam(p + "-plain"))
                + member(p + "-seated", DELETE, POWER));
        it.killOnceHeld(5);
        it.aws().clearCalls();
        it.startAgain();

        it.awaitReady("kteam/" + p + "-fresh", "kteam/" + p + "-plain");
        it.awaitReady("kmember/" + p + "-new", "kmember/" + p + "-joins", "kmember/" + p + "-seated");
        assertThat(it.writeOperations())
                .containsExactlyInAnyOrder(
                        done
                                ? new String[0]
                                : new String[] {
                                    "CreateGroup",
                                    "CreateUser",
                                    "CreateGroupMembership",
                                    "CreateAssignment",
                                    "CreateAssignment"
                                });
        assertThat(requireNonNull(it.teamStatus(p + "-fresh").group()).origin()).isEqualTo(Origin.CREATED);
        assertThat(requireNonNull(it.memberStatus(p + "-new").user()).origin()).isEqualTo(Origin.CREATED);

        it.startDeleting("kmember", p + "-new", p + "-joins", p + "-seated");
        it.startDeleting("kteam", p + "-fresh", p + "-plain");
        it.awaitGone("kmember", p + "-new", p + "-joins", p + "-seated");
        it.awaitGone("kteam", p + "-fresh", p + "-plain");
        it.awaitThat("nothing left", i -> left(p + "-").isEmpty());
    }

    @Test
    void aUserThatSomebodyElseMadeDuringACrashIsNotTakenForTheOperatorsWork() throws Exception {
        hold(Fault.Kind.TIMEOUT, "CreateUser", "stranger");
        it.apply(member("stranger", DELETE));
        it.killOnceHeld(1);
        it.console()
                .createUser(r -> r.identityStoreId(Installation.STORE)
                        .userName("stranger@example.com")
                        .displayName("Somebody Else")
                        .name(n -> n.givenName("Somebody").familyName("Else")));
        it.aws().clearCalls();
        it.startAgain();

        it.awaitReady("kmember/stranger");
        assertThat(requireNonNull(it.memberStatus("stranger").user()).origin()).isEqualTo(Origin.EXISTING);
        it.delete("kmember", "stranger");
        assertThat(it.writes()).isEmpty();
        assertThat(left("stranger")).singleElement().asString().contains("Somebody Else");
    }

    @ParameterizedTest
    @EnumSource(names = {"SLOW", "TIMEOUT"})
    void aCrashInTheMiddleOfADeletionIsResumedToTheEnd(Fault.Kind kind) throws Exception {
        boolean done = kind == Fault.Kind.SLOW;
        String p = done ? "half" : "hardly";
        it.apply(team(p + "-stays", DELETE, PRO)
                + team(p + "-planned", DELETE, PRO)
                + team(p + "-bare", DELETE)
                + member(p + "-seated", DELETE, inTeam(p + "-stays"), POWER)
                + member(p + "-joined", DELETE, inTeam(p + "-stays"))
                + member(p + "-alone", DELETE));
        it.awaitReady("kteam/" + p + "-stays", "kteam/" + p + "-planned", "kteam/" + p + "-bare");
        it.awaitReady("kmember/" + p + "-seated", "kmember/" + p + "-joined", "kmember/" + p + "-alone");
        it.aws().signIn(p + "-seated@example.com");
        it.awaitReason("kmember", p + "-seated", ConditionType.SEAT_ASSIGNED, "SeatActive");
        hold(kind, "DeleteAssignment", userId(p + "-seated"));
        hold(kind, "DeleteGroupMembership", membershipId(p + "-joined"));
        hold(kind, "DeleteUser", userId(p + "-alone"));
        hold(kind, "DeleteAssignment", groupId(p + "-planned"));
        hold(kind, "DeleteGroup", groupId(p + "-bare"));

        it.startDeleting("kmember", p + "-seated", p + "-joined", p + "-alone");
        it.startDeleting("kteam", p + "-planned", p + "-bare");
        it.killOnceHeld(5);
        it.aws().clearCalls();
        it.startAgain();

        it.awaitGone("kmember", p + "-seated", p + "-joined", p + "-alone");
        it.awaitGone("kteam", p + "-planned", p + "-bare");
        it.awaitReady("kteam/" + p + "-stays");
        assertThat(doneWrites())
                .as("the rest of the way, each step once")
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("DeleteGroupMembership", "DeleteUser", "DeleteUser", "DeleteGroup"),
                                done
                                        ? Stream.empty()
                                        : Stream.of(
                                                "DeleteAssignment",
                                                "DeleteGroupMembership",
                                                "DeleteUser",
                                                "DeleteAssignment",
                                                "DeleteGroup"))
                        .toList());
        it.delete("kteam", p + "-stays");
        it.awaitThat("nothing left", i -> left(p + "-").isEmpty());
    }

    @Test
    void aMemberThatExpiresIsOutAlsoWhenTheOperatorDiesWhileItLeaves() throws Exception {
        it.apply(team("brief", PRO) + member("leaver", inTeam("brief"), POWER));
        it.awaitReady("kteam/brief", "kmember/leaver");
        hold(Fault.Kind.SLOW, "DeleteAssignment", userId("leaver"));
        it.apply(member("leaver", inTeam("brief"), POWER, "expiresAt: \"2020-01-01T00:00:00Z\""));
        it.killOnceHeld(1);
        it.startAgain();

        it.awaitReason("kmember", "leaver", ConditionType.READY, "Expired");
        it.awaitThat("nothing of the seat", i -> left("leaver").size() == 1);
        assertThat(left("leaver")).singleElement().asString().startsWith("users");
        it.delete("kmember", "leaver");
    }

    @Test
    void anExpiredMemberThatMayStayAfterAllIsTakenInAgain() throws Exception {
        String unused = member("unused", inTeam("term"), POWER);
        String used = member("used", inTeam("term"));
        it.apply(team("term", PRO) + unused + used);
        it.awaitReady("kteam/term", "kmember/unused", "kmember/used");
        it.aws().signIn("used@example.com");
        String usedId = userId("used");
        it.apply(member("unused", inTeam("term"), POWER, "expiresAt: \"2020-01-01T00:00:00Z\"")
                + member("used", inTeam("term"), "expiresAt: \"2020-01-01T00:00:00Z\""));
        it.awaitReason("kmember", "unused", ConditionType.READY, "Expired");
        it.awaitReason("kmember", "used", ConditionType.READY, "Expired");
        it.awaitThat("both out", i -> left("used").size() == 2);
        it.killOperator();
        it.aws().clearCalls();

        it.apply(member("unused", inTeam("term"), POWER, "expiresAt: \"2999-01-01T00:00:00Z\"")
                + member("used", inTeam("term"), "expiresAt: \"2999-01-01T00:00:00Z\""));
        it.startAgain();
        it.awaitReady("kmember/unused");
        it.awaitReason("kmember", "used", ConditionType.TEAMS_SYNCED, "Synced");
        it.awaitReason("kmember", "used", ConditionType.SEAT_ASSIGNED, "CancelledThisMonth");
        assertThat(it.writeOperations())
                .containsExactlyInAnyOrder("CreateGroupMembership", "CreateGroupMembership", "CreateAssignment");
        assertThat(userId("used")).isEqualTo(usedId);

        it.turnTheMonth();
        it.awaitReady("kmember/used");
        assertThat(requireNonNull(it.memberStatus("used").seat()).state()).isEqualTo(SeatState.PENDING);
    }

    @Test
    void aWipedClusterFindsItsGroupAlsoUnderAnotherName() throws Exception {
        String people = member("wiped-ada", DELETE, inTeam("wiped")) + member("wiped-grace", inTeam("wiped"), POWER);
        it.apply(team("wiped", PRO) + people);
        it.awaitReady("kteam/wiped", "kmember/wiped-ada", "kmember/wiped-grace");
        List<String> ids = List.of(groupId("wiped"), userId("wiped-ada"), userId("wiped-grace"));
        List<String> memberships = List.of(membershipId("wiped-ada"), membershipId("wiped-grace"));

        it.wipeTheCluster();
        it.apply(teamWith("wiped", "group: {displayName: wiped_renamed}", PRO) + people);
        it.startAgain();

        it.awaitReady("kteam/wiped", "kmember/wiped-ada", "kmember/wiped-grace");
        assertThat(List.of(groupId("wiped"), userId("wiped-ada"), userId("wiped-grace")))
                .isEqualTo(ids);
        assertThat(List.of(membershipId("wiped-ada"), membershipId("wiped-grace")))
                .isEqualTo(memberships);
        assertThat(it.writeOperations()).containsExactly("UpdateGroup");
        assertThat(it.rows("groups").stream()
                        .map(row -> row.path("displayName").asText())
                        .filter(name -> name.startsWith("wiped")))
                .containsExactly("wiped_renamed");
    }

    @Test
    void aRestartOverAnUnchangedWorldWritesNothing() throws Exception {
        it.apply(team("same", PRO)
                + team("same-too", "subscription: {plan: ProPlus, assignTo: Members}")
                + member("same-ada", inTeam("same"))
                + member("same-grace", inTeam("same-too"))
                + member("same-mary", POWER));
        it.awaitReady("kteam/same", "kteam/same-too", "kmember/same-ada", "kmember/same-grace", "kmember/same-mary");
        it.aws().signIn("same-ada@example.com");
        it.awaitReason("kmember", "same-ada", ConditionType.SEAT_ASSIGNED, "SeatActive");
        it.lookAgain("kteam", "same");
        List<String> versions = versions();

        it.killOperator();
        it.aws().clearCalls();
        it.startAgain();
        it.awaitTwoRounds();

        assertThat(versions()).isEqualTo(versions);
        it.lookAgain("kteam", "same");
        it.lookAgain("kteam", "same-too");
        it.lookAgain("kmember", "same-mary");
        assertThat(it.writes()).isEmpty();
    }

    private List<String> versions() {
        return Stream.of(
                        it.team("same"),
                        it.team("same-too"),
                        it.member("same-ada"),
                        it.member("same-grace"),
                        it.member("same-mary"))
                .map(object -> object.getMetadata().getName() + " "
                        + object.getMetadata().getResourceVersion())
                .toList();
    }

    private List<Call> callsOf(String operation) {
        return it.aws().calls().stream()
                .filter(call -> call.operation().equals(operation))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kteam ListUsers",
                "kteam ListGroupMemberships",
                "kteam ListUserSubscriptions",
                "kmember ListGroupMemberships",
                "kmember ListUserSubscriptions"
            })
    void aLookThatFailedIsNotEchoedAsDone(String kindAndOperation) {
        String kind = kindAndOperation.split(" ", -1)[0];
        String operation = kindAndOperation.split(" ", -1)[1];
        String name = (kind + "-" + operation).toLowerCase(Locale.ROOT);
        it.apply(team(name, PRO) + member(name, inTeam(name)));
        it.awaitReady("kteam/" + name, "kmember/" + name);

        it.aws().fault(Fault.internal(operation).always());
        it.aws().clearCalls();
        it.askForALook(kind, name, "wanted");
        it.awaitReason(kind, name, ConditionType.READY, "AWSUnavailable");
        assertThat(it.handledLook(kind, name)).isNotEqualTo("wanted");

        it.aws().clearFaults();
        it.awaitThat("the look", i -> "wanted".equals(i.handledLook(kind, name)));
        assertThat(callsOf(operation).stream().map(Call::status)).contains(200);
        it.awaitReady("kteam/" + name, "kmember/" + name);
    }

    @Test
    void aLookThatWasAskedForOutlivesTheOperator() throws Exception {
        it.apply(team("asked", PRO));
        it.awaitReady("kteam/asked");
        it.aws().fault(Fault.internal("ListGroups").always());
        it.askForALook("kteam", "asked", "before-the-crash");
        it.awaitReason("kteam", "asked", ConditionType.READY, "AWSUnavailable");
        it.killOperator();
        it.aws().clearFaults();
        it.startAgain();

        it.awaitThat("the look", i -> "before-the-crash".equals(i.handledLook("kteam", "asked")));
        it.awaitReady("kteam/asked");
    }
}
