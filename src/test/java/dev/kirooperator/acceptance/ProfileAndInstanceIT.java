package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.OverageState;
import dev.kirooperator.api.v1alpha1.OverageStatus;
import dev.kirooperator.sandbox.aws.Seed;
import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.sandbox.aws.StandInOptions;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Identity Center and Kiro profiles that are missing, elsewhere or somebody else's, and such as the operator makes when it is told to. */
@RealCluster
class ProfileAndInstanceIT {

    private static final String SETTINGS =
            "\"settings\": {\"quota\": false, \"assignmentDelay\": \"PT0.5S\", \"groupSyncDelay\": \"PT0.5S\"}";
    private static final String OTHER_ACCOUNT = "arn:aws:iam::222222222222:role/kiro";
    private static final Set<String> DIAGNOSIS = Set.of("GetCallerIdentity", "ListProfiles", "GetServiceQuota");

    private final Cluster cluster;

    ProfileAndInstanceIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void eachSituationHasItsReasonAndInstructionAndCostsAHealthyConnectionNothing() throws Exception {
        StandIn aws = world("{\"instance\": {\"organization\": true}, \"overageCap\": 250,"
                + " \"profile\": {\"overageStatus\": \"ENABLED\"}, " + SETTINGS + "}");
        Map<String, String> connections = Map.of(
                "KIRO_CONNECTIONS_ELSEWHERE_IDENTITY_CENTER_REGION",
                "eu-west-1",
                "KIRO_CONNECTIONS_KIROELSEWHERE_KIRO_REGION",
                "eu-central-1",
                "KIRO_CONNECTIONS_MEMBER_ROLE_ARN",
                OTHER_ACCOUNT,
                "KIRO_CONNECTIONS_FOREIGN_ROLE_ARN",
                OTHER_ACCOUNT,
                "KIRO_CONNECTIONS_FOREIGN_IDENTITY_CENTER_INSTANCE_ARN",
                "arn:aws:sso:::instance/ssoins-7223c45b67d89e0f",
                "KIRO_CONNECTIONS_FOREIGN_IDENTITY_CENTER_IDENTITY_STORE_ID",
                Installation.STORE);
        try (Installation it = Installation.start(cluster, aws, connections)) {
            it.apply(team("healthy", "subscription: {plan: Pro}")
                    + team("elsewhere", "connection: elsewhere")
                    + team("kiro-elsewhere", "connection: kiroelsewhere", "subscription: {plan: Pro}")
                    + team("member", "connection: member")
                    + team("foreign", "connection: foreign"));

            it.awaitReady("kteam/healthy");
            it.awaitReason("kteam", "elsewhere", ConditionType.GROUP_SYNCED, "WrongRegion");
            it.awaitReason("kteam", "kiro-elsewhere", ConditionType.GROUP_SYNCED, "Synced");
            it.awaitReason("kteam", "kiro-elsewhere", ConditionType.SUBSCRIPTION_SYNCED, "WrongRegion");
            it.awaitReason("kteam", "member", ConditionType.GROUP_SYNCED, "MemberAccount");
            it.awaitReason("kteam", "foreign", ConditionType.GROUP_SYNCED, "InstanceInAnotherAccount");
            assertThat(ready(it, "elsewhere")).contains("eu-west-1, found none", "identity-center.region=us-east-1");
            assertThat(ready(it, "kiro-elsewhere"))
                    .contains("CreateAssignment failed", "AWS request id", "kiro.region=us-east-1");
            assertThat(ready(it, "member")).contains("CreateGroup failed", "AWS request id", "account 123456789012");
            assertThat(ready(it, "foreign")).contains("CreateGroup failed", "AWS request id", "account 123456789012");
            it.awaitThat("an Event", i -> i.eventReasons("member").contains("MemberAccount"));

            assertThat(it.teamStatus("healthy").overage())
                    .isEqualTo(new OverageStatus(OverageState.ENABLED, "250.00", "USD"));
            assertThat(requireNonNull(it.teamStatus("healthy").subscription()).api())
                    .isEqualTo(AssignmentGeneration.MANAGEMENT);
            assertThat(it.metrics())
                    .contains("kiro_assignment_api_info{connection=\"default\",generation=\"Management\"} 1.0")
                    .contains("kiro_assignment_api_info{connection=\"default\",generation=\"CodeWhisperer\"} 0.0")
                    .contains("kiro_assignment_api_info{connection=\"member\",generation=\"Management\"} 0.0");

            it.aws().clearCalls();
            for (String team : List.of("elsewhere", "kiro-elsewhere", "member", "foreign")) {
                it.askForALook("kteam", team, "again");
            }
            it.lookAgain("kteam", "healthy");
            it.awaitThat("a look that fails", i -> !regions(i, "ListInstances").isEmpty());
            assertThat(it.aws().calls()).extracting(Call::operation).doesNotContainAnyElementsOf(DIAGNOSIS);
            assertThat(regions(it, "ListInstances")).containsExactly("eu-west-1");
            assertThat(it.rows("groups")).hasSize(2);
            it.delete("kteam", "elsewhere");
            it.delete("kteam", "member");
        }
    }

    @Test
    void instanceAndProfileAreMadeOnceWhereThatIsWishedAndSomethingIsToBeWritten() throws Exception {
        StandIn aws = world("{\"instance\": false, " + SETTINGS + "}");
        Map<String, String> configuration = Map.of(
                "KIRO_CONNECTIONS_DEFAULT_IDENTITY_CENTER_CREATE", "true",
                "KIRO_CONNECTIONS_DEFAULT_KIRO_CREATE_PROFILE", "true",
                "KIRO_CONNECTIONS_PLAIN_KIRO_REGION", "us-east-1");
        try (Installation it = Installation.start(cluster, aws, configuration)) {
            it.apply(team("plain", "connection: plain", "subscription: {plan: Pro}")
                    + team("watching", "mode: Observe", "subscription: {plan: Pro}"));
            it.awaitReason("kteam", "plain", ConditionType.GROUP_SYNCED, "InstanceNotFound");
            it.awaitReason("kteam", "watching", ConditionType.GROUP_SYNCED, "InstanceNotFound");
            it.apply(member("early", inTeam("plain")));
            it.awaitReason("kmember", "early", ConditionType.USER_SYNCED, "InstanceNotFound");
            it.delete("kmember", "early");
            assertThat(it.writes()).isEmpty();

            it.aws().fault(Fault.lostAnswer("CreateInstance"));
            it.aws().fault(Fault.lostAnswer("CreateProfile"));
            it.apply(team("one", "subscription: {plan: Pro}")
                    + team("two", "subscription: {plan: ProPlus}")
                    + member("ada", inTeam("one"))
                    + member("grace", "subscription: {plan: Power}"));
            it.awaitReady("kteam/one", "kteam/two", "kmember/ada", "kmember/grace", "kteam/plain");

            assertThat(it.writeOperations()).containsOnlyOnce("CreateInstance").containsOnlyOnce("CreateProfile");
            assertThat(it.eventReasons("one")).doesNotContain("AccountBlocked", "AccessDenied");
            it.awaitThat(
                    "the overage of the new profile",
                    i -> new OverageStatus(OverageState.DISABLED, "400.00", "USD")
                            .equals(i.teamStatus("one").overage()));
            assertThat(requireNonNull(it.teamStatus("one").signIn()).url()).startsWith("https://d-");
            assertThat(it.rows("groups").stream()
                            .map(group -> group.path("displayName").asText()))
                    .containsExactlyInAnyOrder("one_group", "two_group", "plain_group");
        }
    }

    private static StandIn world(String seed) throws Exception {
        return StandIn.start(StandInOptions.defaults().withSeed(Seed.parse(seed)));
    }

    private static String ready(Installation it, String team) {
        return requireNonNull(
                it.condition("kteam", team, ConditionType.READY).orElseThrow().message());
    }

    private static Set<String> regions(Installation it, String operation) {
        return it.aws().calls().stream()
                .filter(call -> call.operation().equals(operation))
                .map(Call::region)
                .collect(Collectors.toUnmodifiableSet());
    }
}
