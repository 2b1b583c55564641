package dev.kirooperator.acceptance;

import static dev.kirooperator.acceptance.Manifests.inTeam;
import static dev.kirooperator.acceptance.Manifests.member;
import static dev.kirooperator.acceptance.Manifests.team;
import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import io.fabric8.kubernetes.api.model.NamedAuthInfoBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The operator, and the people who use it, with the chart's roles and no others. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsIT {

    private static final String MEMBERS = "kiromembers.kiro-operator.dev";
    private static final String TEAMS = "kiroteams.kiro-operator.dev";
    private static final List<String> WRITES = List.of("create", "update", "patch", "delete");

    private final Cluster cluster;
    private final String home;
    private final String release;
    private final String rendered;

    RightsIT(Cluster cluster) {
        this.cluster = cluster;
        this.home = cluster.newNamespace();
        this.release = "kiro-operator-" + home;
        this.rendered = new Helm(Path.of("helm/kiro-operator"))
                .template()
                .withName(release)
                .withNamespace(home)
                .call();
    }

    @BeforeAll
    void install() {
        cluster.applyCrds();
        cluster.kubectlWithInput(rendered, "apply", "-f", "-").orFail();
    }

    @Test
    void theOperatorDoesAllItsWorkWithItsOwnRightsAndIsRefusedNothing(@TempDir Path folder) throws Exception {
        Map<String, String> settings = Map.of(
                "KUBECONFIG",
                kubeconfig(folder).toString(),
                "KIRO_OWNERSHIP_SEAL_NAMESPACE",
                home,
                "KIRO_LEADER_ELECTION_ENABLED",
                "true",
                "KIRO_LEADER_ELECTION_LEASE_NAMESPACE",
                home);
        double refused = refusals();
        try (Installation it = Installation.start(cluster, settings)) {
            it.apply(team(
                            "rights",
                            "subscription: {plan: Pro}",
                            "deletionPolicy: Delete",
                            "allowedNamespaces: {from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: "
                                    + it.namespace() + "}}}")
                    + member("keeps", inTeam("rights"))
                    + member("goes", inTeam("rights"), "deletionPolicy: Delete"));
            it.awaitReady("kmember/keeps", "kmember/goes", "kteam/rights");
            assertThat(it.eventReasons("rights")).isNotEmpty();

            it.delete("kmember", "goes");
            it.delete("kmember", "keeps");
            it.delete("kteam", "rights");
            assertThat(it.rows("groups")).isEmpty();
            assertThat(cluster.kubectl("get", "lease,configmap", "-n", home, "-o", "name")
                            .orFail())
                    .contains("kiro-operator", "configmap/kiro-operator-status-seal");
            assertThat(refusals())
                    .as("requests that the API server refused (403)")
                    .isEqualTo(refused);
            assertThat(Files.readString(it.log())).doesNotContainIgnoringCase("forbidden");
        }
    }

    @Test
    void noRoleHasAWildcardOrSecrets() {
        assertThat(rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.getResources()).doesNotContain("*", "secrets");
            assertThat(rule.getVerbs()).doesNotContain("*", "escalate", "bind", "impersonate");
            assertThat(rule.getApiGroups()).doesNotContain("*");
        });
    }

    @Test
    void whoViewsReadsBothKindsAndWritesNeither() {
        bind("viewer", release + "-view");
        assertThat(List.of("get", "list", "watch")).allMatch(verb -> may("viewer", verb, TEAMS));
        assertThat(WRITES).noneMatch(verb -> may("viewer", verb, TEAMS) || may("viewer", verb, MEMBERS));
    }

    @Test
    void whoEditsWritesBothKindsAndNoStatus() {
        bind("editor", release + "-edit");
        assertThat(WRITES).allMatch(verb -> may("editor", verb, TEAMS) && may("editor", verb, MEMBERS));
        assertNoStatus("editor");
    }

    @Test
    void whoAdministersANamespaceHasNoMoreThanToDeleteAllAtOnce() {
        bind("admin", release + "-admin");
        assertThat(may("admin", "deletecollection", TEAMS)).isTrue();
        assertNoStatus("admin");
    }

    @Test
    void whoRequestsWritesMembersAndReadsTeams() {
        bind("requester", "kiro-requester");
        assertThat(WRITES).allMatch(verb -> may("requester", verb, MEMBERS));
        assertThat(may("requester", "list", TEAMS)).isTrue();
        assertThat(WRITES).noneMatch(verb -> may("requester", verb, TEAMS));
        assertNoStatus("requester");
        assertThat(cluster.kubectlWithInput(
                                team("mine"),
                                "apply",
                                "-n",
                                home,
                                "-f",
                                "-",
                                "--as=requester",
                                "--as-group=system:authenticated")
                        .exit())
                .isNotZero();
    }

    /** The controller that aggregates roles is not part of the test's control plane, so the labels that it goes by are looked at. */
    @Test
    void viewEditAndAdminGrowByTheRolesThatAreMadeForThem() {
        assertThat(aggregated("view")).containsExactly(release + "-view");
        assertThat(aggregated("edit")).containsExactlyInAnyOrder(release + "-view", release + "-edit");
        assertThat(aggregated("admin"))
                .containsExactlyInAnyOrder(release + "-view", release + "-edit", release + "-admin");
    }

    private List<String> aggregated(String to) {
        return cluster
                .client()
                .rbac()
                .clusterRoles()
                .withLabel("rbac.authorization.k8s.io/aggregate-to-" + to, "true")
                .withLabel("app.kubernetes.io/instance", release)
                .list()
                .getItems()
                .stream()
                .map(role -> role.getMetadata().getName())
                .toList();
    }

    private List<PolicyRule> rules() {
        return cluster
                .client()
                .load(new java.io.ByteArrayInputStream(rendered.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .items()
                .stream()
                .flatMap(object -> switch (object.getKind()) {
                    case "ClusterRole" -> ((ClusterRole) object).getRules().stream();
                    case "Role" -> ((Role) object).getRules().stream();
                    default -> Stream.<PolicyRule>empty();
                })
                .toList();
    }

    private void bind(String user, String clusterRole) {
        cluster.kubectl("create", "rolebinding", user, "-n", home, "--clusterrole=" + clusterRole, "--user=" + user)
                .orFail();
    }

    private boolean may(String user, String verb, String resource) {
        return cluster.kubectl("auth", "can-i", verb, resource, "-n", home, "--as=" + user)
                        .exit()
                == 0;
    }

    private void assertNoStatus(String user) {
        assertThat(Stream.of(TEAMS, MEMBERS))
                .noneMatch(resource -> Stream.of("update", "patch")
                        .anyMatch(verb -> cluster.kubectl(
                                                "auth",
                                                "can-i",
                                                verb,
                                                resource,
                                                "--subresource=status",
                                                "-n",
                                                home,
                                                "--as=" + user)
                                        .exit()
                                == 0));
    }

    /** How many requests the API server has refused for want of rights since it started. */
    private double refusals() {
        return cluster.kubectl("get", "--raw", "/metrics")
                .orFail()
                .lines()
                .filter(line -> line.startsWith("apiserver_request_total") && line.contains("code=\"403\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** The administrator's kubeconfig with a token of the operator's ServiceAccount in place of his credentials. */
    private Path kubeconfig(Path folder) throws IOException {
        String token =
                cluster.kubectl("create", "token", release, "-n", home).orFail().strip();
        var config = Serialization.unmarshal(
                Files.readString(cluster.kubeconfig()), io.fabric8.kubernetes.api.model.Config.class);
        String user = config.getUsers().get(0).getName();
        config.setUsers(List.of(new NamedAuthInfoBuilder()
                .withName(user)
                .withNewUser()
                .withToken(token)
                .endUser()
                .build()));
        return Files.writeString(folder.resolve("kubeconfig"), Serialization.asYaml(config));
    }
}
