package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kirooperator.api.v1alpha1.ConditionType;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit log against AWS's own list of what was written. */
@RealCluster
class AuditIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cluster cluster;
    private Installation it;

    AuditIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void start() throws Exception {
        it = Installation.start(cluster, Map.of());
    }

    @AfterEach
    void stop() {
        it.close();
    }

    @Test
    void everyWriteHasOneLineThatSaysWhoAskedForItAndWhatBecameOfIt() throws Exception {
        it.aws().fault(Fault.internal("UpdateGroup").times(2));
        it.aws().fault(Fault.lostAnswer("CreateGroupMembership"));
        it.apply(team("dev", "subscription: {plan: Pro}", "deletionPolicy: Delete")
                + member("ada", inTeam("dev"), "invitation: Email", "deletionPolicy: Delete"));
        it.awaitReady("kteam/dev", "kmember/ada");
        KiroMember ada = it.member("ada");
        String userId = requireNonNull(it.memberStatus("ada").user()).id();

        it.aws()
                .fault(Fault.error("UpdateUser", 400, "ValidationException", "Not so.")
                        .always());
        it.apply(team("dev", "subscription: {plan: ProPlus}", "deletionPolicy: Delete", "membership: {maxMembers: 5}")
                        .replace("dev_group}", "dev_group, description: Words}")
                + member("ada", inTeam("dev"), "invitation: Email", "deletionPolicy: Delete", "displayName: Countess"));
        it.awaitReason("kmember", "ada", ConditionType.USER_SYNCED, "AWSRejected");
        it.awaitReady("kteam/dev");
        it.aws().clearFaults();
        it.lookAgain("kmember", "ada");
        it.awaitReady("kmember/ada");
        it.delete("kmember", "ada");
        it.delete("kteam", "dev");

        List<Call> writes = it.writes();
        List<JsonNode> audit = audit();
        assertThat(audit.stream()
                        .mapToInt(line -> line.path("attempts").asInt())
                        .sum())
                .as("attempts in %s", audit)
                .isEqualTo(writes.size());
        assertThat(audit.stream().map(AuditIT::written)).containsExactlyInAnyOrderElementsOf(lastAttempts(writes));
        assertThat(audit).allSatisfy(AuditIT::namesAnObject);
        assertThat(line(audit, "UpdateUser", "ValidationException").path("attributes"))
                .hasSize(1)
                .first()
                .isEqualTo(JSON.getNodeFactory().textNode("displayName"));
        assertThat(line(audit, "UpdateGroup", "ok").path("attempts").asInt()).isEqualTo(3);
        assertThat(line(audit, "CreateAssignment", "ok")
                        .path("about")
                        .path("plan")
                        .asText())
                .isEqualTo("Q_DEVELOPER_STANDALONE_PRO");
        JsonNode created = line(audit, "CreateUser", "ok");
        assertThat(created.path("about").path("userId").asText()).isEqualTo(userId);
        assertThat(created.path("askedBy"))
                .isEqualTo(JSON.createObjectNode()
                        .put("kind", "KiroMember")
                        .put("namespace", it.namespace())
                        .put("name", "ada")
                        .put("uid", ada.getMetadata().getUid())
                        .put("generation", 1));
        JsonNode deleted = line(audit, "DeleteUser", "ok").path("askedBy");
        assertThat(deleted.path("name").asText()).isEqualTo("ada");
        assertThat(deleted.path("generation").asInt()).isEqualTo(3);
        assertThat(line(audit, "DeleteGroup", "ok").path("askedBy").path("kind").asText())
                .isEqualTo("KiroTeam");
        assertThat(audit.toString()).doesNotContain("example.com", "Countess", "Example");
    }

    @Test
    void theLogCanBeTurnedOff() throws Exception {
        try (Installation quiet =
                Installation.start(cluster, Map.of("QUARKUS_LOG_CATEGORY__KIRO_AUDIT__LEVEL", "OFF"))) {
            quiet.apply(team("dev"));
            quiet.awaitReady("kteam/dev");

            assertThat(quiet.writes()).isNotEmpty();
            assertThat(Files.readString(quiet.log())).doesNotContain("\"operation\"");
        }
    }

    private List<JsonNode> audit() throws IOException {
        return Files.readAllLines(it.log()).stream()
                .filter(line -> line.startsWith("{"))
                .map(AuditIT::parse)
                .toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private static void namesAnObject(JsonNode line) {
        assertThat(line.path("askedBy").path("kind").asText()).isIn("KiroTeam", "KiroMember");
        assertThat(line.path("askedBy").path("generation").asInt()).isPositive();
        assertThat(line.path("connection").asText()).isEqualTo("default");
        assertThat(line.path("region").asText()).isEqualTo("us-east-1");
        assertThat(line.path("service").asText()).isNotBlank();
        assertThat(line.path("about").isObject()).isTrue();
        assertThat(line.path("durationMs").asLong()).isNotNegative();
    }

    private static String written(JsonNode line) {
        return line.path("operation").asText() + " " + line.path("outcome").asText() + " "
                + line.path("requestId").asText();
    }

    /** The calls without the attempts that were made again. */
    private static List<String> lastAttempts(List<Call> writes) {
        Map<String, List<Call>> retried = writes.stream()
                .filter(call -> call.fault().equals("INTERNAL"))
                .collect(Collectors.groupingBy(Call::requestId));
        return writes.stream()
                .filter(call -> !retried.containsKey(call.requestId()))
                .map(written())
                .toList();
    }

    private static Function<Call, String> written() {
        return call -> call.status() == 0
                ? call.operation() + " no-answer "
                : call.operation() + " " + (call.errorType().isEmpty() ? "ok" : call.errorType()) + " "
                        + call.requestId();
    }

    private static JsonNode line(List<JsonNode> audit, String operation, String outcome) {
        return audit.stream()
                .filter(line -> line.path("operation").asText().equals(operation))
                .filter(line -> line.path("outcome").asText().equals(outcome))
                .findFirst()
                .orElseThrow(() -> new AssertionError(operation + " " + outcome + " is missing in " + audit));
    }
}
