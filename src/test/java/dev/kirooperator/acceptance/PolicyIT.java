package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.aws.AwsOperation;
import dev.kirooperator.aws.IamAction;
import dev.kirooperator.sandbox.aws.StandIn;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operator with no more rights than a policy of {@code docs/iam} gives: nothing is refused, and everything gets done. */
@RealCluster
class PolicyIT {

    private static final String DELETE = "deletionPolicy: Delete";

    private final Cluster cluster;
    private final StandIn aws;

    PolicyIT(Cluster cluster) throws Exception {
        this.cluster = cluster;
        this.aws = Worlds.shortDelays();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void theFullPolicyIsEnoughForEverythingThatAManifestCanAskFor() throws Exception {
        allowOnly("full.json");
        try (Installation it = Installation.start(cluster, aws, Map.of())) {
            it.apply(team("dev", "subscription: {plan: Pro}", DELETE)
                    + team("seats", "subscription: {plan: Pro, assignTo: Members}", DELETE)
                    + member("ada", inTeam("dev"), "invitation: Email", DELETE)
                    + member("grace", inTeam("seats"), DELETE));
            it.awaitReady("kteam/dev", "kteam/seats", "kmember/ada", "kmember/grace");
            it.apply(team("dev", "subscription: {plan: ProPlus}", DELETE).replace("dev_group", "renamed_group")
                    + member("ada", inTeam("dev"), "invitation: Email", DELETE, "displayName: Countess"));
            it.awaitReady("kteam/dev", "kmember/ada");
            it.delete("kmember", "ada");
            it.delete("kmember", "grace");
            it.delete("kteam", "dev");
            it.delete("kteam", "seats");

            nothingWasRefused();
            assertThat(Set.copyOf(it.writeOperations())).isEqualTo(writesOf("full.json"));
            assertThat(it.rows("users")).isEmpty();
            assertThat(it.rows("groups")).isEmpty();
        }
    }

    @Test
    void theGroupPolicyIsEnoughWhereSeatsAreGivenByHand() throws Exception {
        allowOnly("group-only.json");
        try (Installation it =
                Installation.start(cluster, aws, Map.of("KIRO_CONNECTIONS_DEFAULT_KIRO_SEAT_API", "none"))) {
            it.apply(team("dev", "subscription: {plan: Pro}", DELETE)
                    + member("ada", inTeam("dev"), "invitation: Email", DELETE));
            it.awaitReason("kteam", "dev", ConditionType.SUBSCRIPTION_SYNCED, "SeatsNotManaged");
            it.awaitReason("kmember", "ada", ConditionType.TEAMS_SYNCED, "Synced");
            it.awaitReason("kmember", "ada", ConditionType.INVITED, "InvitationSent");
            it.apply(team("dev", "subscription: {plan: Pro}", DELETE).replace("dev_group", "renamed_group")
                    + member("ada", inTeam("dev"), "invitation: Email", DELETE, "displayName: Countess"));
            it.awaitThat("the new names", i -> i.writeOperations().containsAll(List.of("UpdateGroup", "UpdateUser")));
            it.delete("kmember", "ada");
            it.delete("kteam", "dev");

            nothingWasRefused();
            assertThat(Set.copyOf(it.writeOperations())).isEqualTo(writesOf("group-only.json"));
        }
    }

    @Test
    void theReadingPolicyIsEnoughToPublishWhatWouldBeDone() throws Exception {
        allowOnly("read-only.json");
        try (Installation it = Installation.start(cluster, aws, Map.of())) {
            it.apply(team("dev", "mode: Observe", "subscription: {plan: Pro}") + member("ada", inTeam("dev")));
            it.awaitReason("kteam", "dev", ConditionType.READY, "ObserveOnly");
            it.awaitReason("kmember", "ada", ConditionType.READY, "ObserveOnly");
            it.awaitThat("the plan", i -> i.teamStatus("dev").plan() != null);
            it.delete("kmember", "ada");
            it.delete("kteam", "dev");

            nothingWasRefused();
            assertThat(it.writes()).isEmpty();
        }
    }

    /** The stand-in refuses each of the operator's operations that needs an action which the policy does not have. */
    private void allowOnly(String file) throws IOException {
        Set<String> allowed = actions(file);
        Arrays.stream(AwsOperation.values())
                .filter(operation -> !isAllowed(operation, allowed))
                .forEach(operation ->
                        aws.fault(Fault.error(operation.label(), 400, "AccessDeniedException", "No policy allows it.")
                                .always()));
    }

    private void nothingWasRefused() {
        assertThat(aws.calls().stream().filter(call -> call.errorType().contains("AccessDenied")))
                .as("what the operator needs beyond its policy")
                .extracting(Call::operation)
                .isEmpty();
        assertThat(aws.calls().stream()
                        .filter(call -> call.accessKeyId().equals("operator"))
                        .map(Call::operation))
                .as("what the operator calls")
                .allMatch(operation -> AwsOperation.named(operation).isPresent());
    }

    private static Set<String> writesOf(String file) throws IOException {
        Set<String> allowed = actions(file);
        return Arrays.stream(AwsOperation.values())
                .filter(AwsOperation::isWrite)
                .filter(operation -> isAllowed(operation, allowed))
                .map(AwsOperation::label)
                .collect(Collectors.toSet());
    }

    private static boolean isAllowed(AwsOperation operation, Set<String> allowed) {
        return allowed.containsAll(
                operation.actions().stream().map(IamAction::name).toList());
    }

    private static Set<String> actions(String file) throws IOException {
        JsonNode policy = new ObjectMapper().readTree(Path.of("docs/iam", file).toFile());
        Set<String> actions = new TreeSet<>();
        policy.path("Statement")
                .forEach(statement -> statement.path("Action").forEach(action -> actions.add(action.asText())));
        return actions;
    }
}
