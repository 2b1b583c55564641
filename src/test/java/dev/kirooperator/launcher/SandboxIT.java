package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hack/sandbox} as a user starts it. */
@RealCluster
class SandboxIT {

    private static final Path CHECKOUT = Path.of("").toAbsolutePath();
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path folder;

    /** Maven has packaged the operator before this test; the script would do it again for a source that is newer. */
    @BeforeAll
    static void packagedAlready() throws Exception {
        Files.setLastModifiedTime(CHECKOUT.resolve("target/quarkus-app/quarkus-run.jar"), FileTime.from(Instant.now()));
    }

    @Test
    void awsThenHoldsTheExamplesAndNothingElseAndTheOperatorsEndEndsItAll() throws Exception {
        try (SandboxRun run = SandboxRun.start(CHECKOUT, folder, Map.of())) {
            run.awaitOutput("Ctrl-C ends everything");

            assertThat(run.output())
                    .contains("Every example is Ready.")
                    .contains("Sign in to Kiro with https://d-1234567890.awsapps.com/start")
                    .doesNotContain("ERROR", "WARN", "\u001b");
            assertHoldsTheExamples(state(run.awaitOutput("curl (http://\\S+)/_sandbox/state")));

            run.operator().destroyForcibly();

            assertThat(run.awaitEnd()).isEqualTo(1);
            assertThat(run.output())
                    .contains("The operator ended with status 137. The end of its log:")
                    .contains("Profile prod activated");
        }
    }

    @Test
    void theEndOfTheApiServerEndsItAllAndIsSaid() throws Exception {
        try (SandboxRun run = SandboxRun.start(CHECKOUT, folder, Map.of())) {
            run.awaitOutput("Ctrl-C ends everything");

            run.apiServer().destroyForcibly();

            assertThat(run.awaitEnd()).isEqualTo(1);
            assertThat(run.output())
                    .contains("The sandbox cannot go on. Expected kube-apiserver to keep running, it ended.");
        }
    }

    @Test
    void aStopDuringTheStartLeavesNothing() throws Exception {
        try (SandboxRun run = SandboxRun.start(CHECKOUT, folder, Map.of(), "--once")) {
            run.awaitFile("kube-apiserver.log");

            run.stop();

            assertThat(run.awaitEnd()).isEqualTo(TERMINATED);
            assertThat(run.output()).contains("Stopping ...").doesNotContain("cannot go on", "Could not stop");
        }
    }

    @Test
    void aClusterOfTheUsersIsLeftAsItWas(Cluster cluster) throws Exception {
        cluster.applyCrds();
        String namespace = cluster.newNamespace();
        KiroMember ada = create(cluster, "default", KiroMember.class, "examples/members.yaml", "ada");
        KiroTeam team = create(cluster, namespace, KiroTeam.class, "examples/team.yaml", "kiro-dev");
        try (SandboxRun run = SandboxRun.start(
                CHECKOUT,
                folder,
                Map.of("KUBECONFIG", TestingKubeconfig.inTwoFiles(cluster, folder, "guest")),
                "--context",
                "guest")) {
            run.awaitOutput("Ctrl-C ends the sandbox");
            String copy = "--kubeconfig=" + run.awaitOutput("export KUBECONFIG=(\\S+)");
            cluster.kubectl("apply", copy, "-f", "examples/more/expires.yaml").orFail();
            cluster.kubectl("wait", copy, "--for=condition=Ready", "kmember", "--all", "--timeout=60s")
                    .orFail();
            assertThat(cluster.kubectl("get", copy, "kmember", "barbara", "-o", "jsonpath={.metadata.namespace}")
                            .orFail())
                    .isEqualTo("kiro-sandbox");

            run.stop();

            assertThat(run.awaitEnd()).isEqualTo(TERMINATED);
            assertThat(run.output())
                    .contains("CRD kiroteams.kiro-operator.dev stays as it is")
                    .doesNotContain("Not undone within", "Could not stop");
            assertThat(cluster.kubectl("get", "kteam,kmember", "-n", "kiro-sandbox", "-o", "name")
                            .orFail())
                    .isEmpty();
            assertThat(List.of(ada, team)).allSatisfy(object -> assertUntouched(cluster, object));
        } finally {
            cluster.client().resource(ada).delete();
            TestingNamespaces.finish(cluster, "kiro-sandbox");
        }
    }

    @Test
    void manifestsThatTheApiServerRefusesEndItWithFileAndReason(Cluster cluster) throws Exception {
        cluster.applyCrds();
        Path checkout = TestingCheckout.withExamples(
                folder,
                Map.of(
                        "team.yaml",
                        Files.readString(Path.of("examples/team.yaml")).replace("subscription:", "subscriptions:"),
                        "members.yaml",
                        Files.readString(Path.of("examples/members.yaml")).replace("ada@example.com", "ada"),
                        "plan.yaml",
                        Files.readString(Path.of("examples/more/individual-seat.yaml"))
                                .replace("Power", "Gold")));
        try (SandboxRun run = SandboxRun.start(
                checkout,
                folder,
                Map.of("KUBECONFIG", TestingKubeconfig.inTwoFiles(cluster, folder, "guest")),
                "--once",
                "--context",
                "guest")) {
            assertThat(run.awaitEnd()).isEqualTo(1);
            assertThat(run.output())
                    .containsPattern("examples/team.yaml: KiroTeam kiro-dev: .*spec.subscriptions")
                    .containsPattern("examples/members.yaml: KiroMember ada: .*spec.email")
                    .containsPattern("examples/plan.yaml: KiroMember katherine: .*spec.subscription.plan.*\"Gold\"")
                    .doesNotContain("Ready.", "KiroMember grace");
        } finally {
            TestingNamespaces.finish(cluster, "kiro-sandbox");
        }
    }

    private static void assertHoldsTheExamples(JsonNode state) {
        assertThat(column(state, "groups", "displayName")).containsExactly("kiro_dev_group");
        assertThat(column(state, "users", "userName"))
                .containsExactlyInAnyOrder("ada@example.com", "grace@example.com", "mary.jackson");
        assertThat(columns(state, "memberships", "group", "userName"))
                .containsExactlyInAnyOrder(
                        tuple("kiro_dev_group", "ada@example.com"),
                        tuple("kiro_dev_group", "grace@example.com"),
                        tuple("kiro_dev_group", "mary.jackson"));
        String group = state.path("groups").path(0).path("id").asText();
        assertThat(columns(state, "assignments", "principalType", "principalId"))
                .containsExactly(tuple("GROUP", group));
        assertThat(column(state, "assignments", "plan")).containsExactly("Q_DEVELOPER_STANDALONE_PRO");
        assertThat(columns(state, "applicationAssignments", "principalType", "principalId"))
                .containsExactly(tuple("GROUP", group));
        assertThat(columns(state, "seats", "userName", "status"))
                .containsExactlyInAnyOrder(
                        tuple("ada@example.com", "PENDING"),
                        tuple("grace@example.com", "PENDING"),
                        tuple("mary.jackson", "PENDING"));
        assertThat(state.path("mails")).isEmpty();
    }

    private static List<String> column(JsonNode state, String table, String name) {
        return StreamSupport.stream(state.path(table).spliterator(), false)
                .map(row -> row.path(name).asText())
                .toList();
    }

    private static List<Tuple> columns(JsonNode state, String table, String first, String second) {
        return StreamSupport.stream(state.path(table).spliterator(), false)
                .map(row -> tuple(row.path(first).asText(), row.path(second).asText()))
                .toList();
    }

    private static JsonNode state(String url) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/_sandbox/state")).build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    /** An object of the user's own, with the name of an example. */
    private static <T extends HasMetadata> T create(
            Cluster cluster, String namespace, Class<T> type, String file, String name) {
        cluster.kubectl("apply", "--server-side", "-n", namespace, "-f", file).orFail();
        T created = cluster.client()
                .resources(type)
                .inNamespace(namespace)
                .withName(name)
                .get();
        assertThat(created).isNotNull();
        return created;
    }

    private static void assertUntouched(Cluster cluster, HasMetadata object) {
        assertThat(cluster.client().resource(object).get())
                .as("%s %s", object.getKind(), object.getMetadata().getName())
                .isNotNull()
                .extracting(now -> now.getMetadata().getResourceVersion())
                .isEqualTo(object.getMetadata().getResourceVersion());
    }
}
