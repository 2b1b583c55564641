package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static dev.kirooperator.acceptance.Manifests.teamWith;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user sees of each way in which AWS can fail, and that the operator goes on afterwards. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailuresIT {

    private final Installation it;

    FailuresIT(Cluster cluster) throws Exception {
        it = Installation.start(
                cluster,
                Map.of(
                        "KIRO_SYNC_INTERVAL", "20s",
                        "KIRO_TENANCY_RULES_0__NAMESPACES", "*",
                        "KIRO_TENANCY_RULES_0__PLANS", "Pro,ProPlus",
                        "KIRO_TENANCY_RULES_0__ADOPTION", "false"));
    }

    @AfterAll
    void stop() {
        it.close();
    }

    @AfterEach
    void heal() {
        it.aws().clearFaults();
        it.aws().block(false);
        it.aws().clearCalls();
    }

    static Stream<Arguments> failuresOfAGroup() {
        return Stream.of(
                Arguments.of("throttled", Fault.throttle("CreateGroup", 1), "Throttled"),
                Arguments.of(
                        "denied", Fault.error("CreateGroup", 400, "AccessDeniedException", "Not you."), "AccessDenied"),
                Arguments.of(
                        "invalid", Fault.error("CreateGroup", 400, "ValidationException", "Not so."), "AWSRejected"),
                Arguments.of("conflict", Fault.error("CreateGroup", 400, "ConflictException", "Not now."), "Conflict"),
                Arguments.of(
                        "storeless",
                        Fault.error("CreateGroup", 400, "ResourceNotFoundException", "Not here."),
                        "InstanceNotFound"),
                Arguments.of("broken", Fault.internal("CreateGroup"), "AWSUnavailable"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfAGroup")
    void aFailureHasItsReasonAndAnEventAndIsOvercome(String name, Fault fault, String reason) {
        String team = "group-" + name;
        it.aws().fault(fault.always());
        it.apply(team(team));

        it.awaitReason("kteam", team, ConditionType.GROUP_SYNCED, reason);
        it.awaitThat("an Event", i -> i.eventReasons(team).contains(reason));
        assertThat(it.condition("kteam", team, ConditionType.READY)
                        .orElseThrow()
                        .message())
                .contains("CreateGroup failed");

        it.aws().clearFaults();
        it.lookAgain("kteam", team);
        it.awaitReady("kteam/" + team);
    }

    private static Fault denied(String operation) {
        return Fault.error(operation, 400, "AccessDeniedException", "Not you.");
    }

    static Stream<Arguments> failuresOfAMember() {
        return Stream.of(
                Arguments.of("create-denied", denied("CreateUser"), ConditionType.USER_SYNCED, "AccessDenied"),
                Arguments.of(
                        "create-throttled", Fault.throttle("CreateUser", 1), ConditionType.USER_SYNCED, "Throttled"),
                Arguments.of(
                        "create-invalid",
                        Fault.error("CreateUser", 400, "ValidationException", "Not so."),
                        ConditionType.USER_SYNCED,
                        "AWSRejected"),
                Arguments.of(
                        "create-conflict",
                        Fault.error("CreateUser", 400, "ConflictException", "Not now."),
                        ConditionType.USER_SYNCED,
                        "Conflict"),
                Arguments.of(
                        "create-broken", Fault.internal("CreateUser"), ConditionType.USER_SYNCED, "AWSUnavailable"),
                Arguments.of("update-denied", denied("UpdateUser"), ConditionType.USER_SYNCED, "AccessDenied"),
                Arguments.of(
                        "join-denied", denied("CreateGroupMembership"), ConditionType.TEAMS_SYNCED, "AccessDenied"),
                Arguments.of("list-denied", denied("ListUsers"), ConditionType.USER_SYNCED, "AccessDenied"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfAMember")
    void aFailureAboutAMemberIsSaidAtOnceAndTheCallIsRepeatedWhenItsKindSaysSo(
            String name, Fault fault, ConditionType type, String reason) throws Exception {
        bringToTheEveOf(fault.operation(), name);
        it.aws().fault(fault.always());
        letItCall(fault.operation(), name);

        it.awaitReason("kmember", name, type, reason);
        it.awaitThat("an Event", i -> i.eventReasons(name).contains(reason));
        assertThat(it.condition("kmember", name, ConditionType.READY)
                        .orElseThrow()
                        .message())
                .contains(fault.operation() + " failed");
        if (name.endsWith("denied") && fault.operation().startsWith("List")) {
            assertThat(hits(fault.operation())).isNotEmpty();
        } else if (name.endsWith("denied")) {
            it.awaitThat("a second try", i -> hits(fault.operation()).size() > 1);
            assertThat(Duration.between(
                            hits(fault.operation()).get(0),
                            hits(fault.operation()).get(1)))
                    .isGreaterThan(Duration.ofSeconds(9));
        }

        it.aws().clearFaults();
        it.lookAgain("kmember", name);
        it.awaitReady("kmember/" + name);
        assertThat(Files.readString(it.log())).doesNotContain("Uncaught error");
    }

    private void bringToTheEveOf(String operation, String name) {
        if (operation.equals("CreateGroupMembership")) {
            it.apply(team(name));
            it.awaitReady("kteam/" + name);
        } else if (!operation.equals("CreateUser")) {
            it.apply(member(name));
            it.awaitReady("kmember/" + name);
        }
    }

    private void letItCall(String operation, String name) {
        switch (operation) {
            case "CreateGroupMembership" -> it.apply(member(name, inTeam(name)));
            case "CreateUser" -> it.apply(member(name));
            case "UpdateUser" -> it.apply(member(name, "displayName: Somebody"));
            default -> it.askForALook("kmember", name, "now");
        }
    }

    /** When the calls came that the fault hit. */
    private List<Instant> hits(String operation) {
        return it.aws().calls().stream()
                .filter(call -> call.operation().equals(operation))
                .filter(call -> !call.fault().isEmpty())
                .map(Call::time)
                .toList();
    }

    @Test
    void aUserThatAHumanMadeAfterARefusedCreateIsNotTheOperatorsAndStays() {
        it.aws().fault(denied("CreateUser").always());
        it.apply(member("hand", "deletionPolicy: Delete"));
        it.awaitReason("kmember", "hand", ConditionType.USER_SYNCED, "AccessDenied");
        assertThat(it.memberStatus("hand").user()).isNull();

        it.aws().clearFaults();
        it.console()
                .createUser(r -> r.identityStoreId(Installation.STORE)
                        .userName("hand@example.com")
                        .displayName("hand Example")
                        .name(n -> n.givenName("hand").familyName("Example"))
                        .emails(e -> e.value("hand@example.com").type("work").primary(true)));
        it.lookAgain("kmember", "hand");
        it.awaitReady("kmember/hand");
        assertThat(requireNonNull(it.memberStatus("hand").user()).origin()).isEqualTo(Origin.EXISTING);

        it.delete("kmember", "hand");
        assertThat(it.rows("users").stream().map(u -> u.path("userName").asText()))
                .contains("hand@example.com");
    }

    @Test
    void aMemberSaysThatTheOperatorIsAtItWhileAwsIsSlow() {
        it.aws().fault(Fault.slow("CreateUser", Duration.ofSeconds(30)).always());
        it.apply(member("slow"));

        it.awaitReason("kmember", "slow", ConditionType.READY, "Progressing");
        assertThat(it.condition("kmember", "slow", ConditionType.RECONCILING)).isPresent();
        assertThat(requireNonNull(it.memberStatus("slow").user()).creating()).isNotNull();

        it.aws().clearFaults();
        it.awaitReady("kmember/slow");
    }

    @Test
    void aBlockedAccountIsToldFromMissingRightsAndDoesNotKeepTheGroupFromSyncing() {
        it.aws().block(true);
        it.apply(team("blocked", "subscription: {plan: Pro}"));

        it.awaitReason("kteam", "blocked", ConditionType.SUBSCRIPTION_SYNCED, "AccountBlocked");
        it.awaitReason("kteam", "blocked", ConditionType.GROUP_SYNCED, "Synced");
        assertThat(it.condition("kteam", "blocked", ConditionType.READY)
                        .orElseThrow()
                        .message())
                .contains("AWS request id");

        it.aws().block(false);
        it.lookAgain("kteam", "blocked");
        it.awaitReady("kteam/blocked");
    }

    @Test
    void aSilentAwsIsSaidToBeUnavailable() {
        it.aws().fault(Fault.timeout("CreateGroup").always());
        it.apply(team("silent"));

        it.awaitReason("kteam", "silent", ConditionType.GROUP_SYNCED, "AWSUnavailable");
        it.aws().clearFaults();
        it.lookAgain("kteam", "silent");
        it.awaitReady("kteam/silent");
    }

    @Test
    void lostAnswersOfDoneWritesAreResolvedByReading() {
        it.aws().fault(Fault.lostAnswer("CreateGroup"));
        it.aws().fault(Fault.lostAnswer("CreateUser"));
        it.aws().fault(Fault.lostAnswer("CreateGroupMembership"));
        it.aws().fault(Fault.lostAnswer("CreateAssignment"));
        it.apply(team("lost", "subscription: {plan: Pro}") + member("lost", inTeam("lost")));

        it.awaitReady("kteam/lost", "kmember/lost");
        assertThat(requireNonNull(it.teamStatus("lost").group()).origin()).isEqualTo(Origin.CREATED);
        assertThat(requireNonNull(it.memberStatus("lost").user()).origin()).isEqualTo(Origin.CREATED);
        assertThat(it.rows("users").stream()
                        .filter(u -> u.path("userName").asText().startsWith("lost@")))
                .hasSize(1);
    }

    @Test
    void whatIsNotAllowedWritesNothing() {
        it.apply(teamWith("protected", "group: {displayName: AWSControlTowerAdmins}")
                + team("plan", "subscription: {plan: Power}")
                + teamWith("adopting", "group: {displayName: adopting, adopt: true}")
                + teamWith("elsewhere", "group: {displayName: elsewhere}")
                        .replace("connection: default", "connection: nowhere")
                + member("late", "expiresAt: \"2020-01-01T00:00:00Z\"")
                + member("rich", "subscription: {plan: Power}"));

        it.awaitReason("kteam", "protected", ConditionType.READY, "TargetNotAllowed");
        it.awaitReason("kteam", "plan", ConditionType.READY, "TargetNotAllowed");
        it.awaitReason("kteam", "adopting", ConditionType.READY, "TargetNotAllowed");
        it.awaitReason("kteam", "elsewhere", ConditionType.READY, "InvalidSpec");
        it.awaitReason("kmember", "late", ConditionType.READY, "Expired");
        it.awaitReason("kmember", "rich", ConditionType.READY, "TargetNotAllowed");
        assertThat(it.writes().stream().map(Call::request).map(Object::toString).toList())
                .noneMatch(request -> request.contains("AWSControlTowerAdmins")
                        || request.contains("plan_group")
                        || request.contains("late@")
                        || request.contains("rich@"));
    }
}
