package dev.kirooperator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.api.crd.SchemaPaths;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.KubectlResult;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two kinds as a user of kubectl meets them on a real API server. */
@RealCluster
class CrdIT {

    private static final String TEAM = """
            apiVersion: kiro-operator.dev/v1alpha1
            kind: KiroTeam
            metadata: {name: kiro-dev}
            spec: {group: {}, subscription: {plan: Pro}, membership: {}, allowedNamespaces: {}}
            """;
    private static final String MEMBER = """
            apiVersion: kiro-operator.dev/v1alpha1
            kind: KiroMember
            metadata: {name: ada}
            spec: {email: ada@example.com, teams: [{name: kiro-dev}]}
            """;

    static Stream<String> fields() {
        return Stream.of("KiroTeam", "KiroMember")
                .flatMap(kind -> new TreeSet<>(SchemaPaths.declared(kind)).stream())
                .map(path -> path.replaceFirst("^KiroTeam", "kteam")
                        .replaceFirst("^KiroMember", "kmember")
                        .replace("[]", ""));
    }

    @BeforeAll
    static void serveTheKinds(Cluster cluster) {
        cluster.applyCrds();
    }

    @Test
    void theDefinitionsAreTakenWithoutAWarning(Cluster cluster) {
        KubectlResult result =
                cluster.kubectl("apply", "--dry-run=server", "--server-side", "--force-conflicts", "-f", "crds");

        assertThat(result.orFail()).contains("kiroteams.kiro-operator.dev", "kiromembers.kiro-operator.dev");
        assertThat(result.stderr()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kiroteams", "kiromembers"})
    void theDefinitionsAreEstablishedAndStructural(String plural, Cluster cluster) {
        String conditions = cluster.kubectl(
                        "get",
                        "crd",
                        plural + ".kiro-operator.dev",
                        "-o",
                        "jsonpath={range .status.conditions[*]}{.type}={.status} {end}")
                .orFail();

        assertThat(conditions.split(" ")).containsExactlyInAnyOrder("NamesAccepted=True", "Established=True");
    }

    @ParameterizedTest
    @MethodSource("fields")
    void explainDescribesEveryField(String path, Cluster cluster) {
        String text = cluster.kubectl("explain", path).orFail();

        assertThat(text).containsPattern("DESCRIPTION:\\n\\s+[A-Z]").doesNotContain("<empty>");
    }

    @Test
    void explainReadsLikeAManual(Cluster cluster) {
        assertThat(cluster.kubectl("explain", "kteam.spec.subscription").orFail())
                .contains(
                        "plan\t<string> -required-",
                        "enum: Pro, ProPlus, ProMax, Power",
                        "A higher plan counts at once");
        assertThat(cluster.kubectl("explain", "kmember").orFail())
                .contains("A KiroMember is one person who works with Kiro", "-required-");
    }

    @Test
    void absentFieldsGetTheirDefaults(Cluster cluster) {
        String namespace = cluster.newNamespace();
        apply(cluster, namespace, TEAM);
        apply(cluster, namespace, MEMBER);

        assertThat(get(cluster, namespace, "kteam", "kiro-dev", "{.spec}"))
                .isEqualTo(
                        "{\"allowedNamespaces\":{\"from\":\"Same\"},\"connection\":\"default\",\"deletionPolicy\":\"Retain\","
                                + "\"group\":{\"adopt\":false},\"membership\":{\"policy\":\"Exclusive\"},\"mode\":\"Manage\","
                                + "\"subscription\":{\"assignTo\":\"Group\",\"plan\":\"Pro\"},\"suspend\":false}");
        assertThat(get(cluster, namespace, "kmember", "ada", "{.spec}"))
                .isEqualTo("{\"adopt\":false,\"deletionPolicy\":\"Retain\",\"email\":\"ada@example.com\","
                        + "\"invitation\":\"None\",\"teams\":[{\"name\":\"kiro-dev\"}]}");
    }

    @Test
    void applyingTheSameManifestAgainFindsNoDifference(Cluster cluster) {
        String namespace = cluster.newNamespace();
        apply(cluster, namespace, TEAM);
        apply(cluster, namespace, MEMBER);

        assertThat(apply(cluster, namespace, TEAM)).isEqualTo("kiroteam.kiro-operator.dev/kiro-dev unchanged\n");
        assertThat(apply(cluster, namespace, MEMBER)).isEqualTo("kiromember.kiro-operator.dev/ada unchanged\n");
        assertThat(cluster.kubectlWithInput(MEMBER, "diff", "-n", namespace, "-f", "-"))
                .isEqualTo(new KubectlResult(0, "", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "kteam, 'NAME READY REASON GROUP PLAN MEMBERS WAITING COST AGE GROUP-ID SIGN-IN REGION MESSAGE'",
        "kmember, 'NAME READY REASON EMAIL TEAM SEAT PLAN AGE USER-ID SIGN-IN MESSAGE'"
    })
    void theTableHasItsColumnsInOrder(String kind, String columns, Cluster cluster) {
        String namespace = cluster.newNamespace();
        apply(cluster, namespace, TEAM);
        apply(cluster, namespace, MEMBER);

        String table =
                cluster.kubectl("get", kind, "-n", namespace, "-o", "wide").orFail();

        assertThat(List.of(table.lines().findFirst().orElseThrow().split("\\s+")))
                .containsExactly(columns.split(" "));
    }

    @Test
    void theCategoryListsBothKinds(Cluster cluster) {
        String namespace = cluster.newNamespace();
        apply(cluster, namespace, TEAM);
        apply(cluster, namespace, MEMBER);

        assertThat(cluster.kubectl("get", "kiro", "-n", namespace, "-o", "name")
                        .orFail()
                        .lines())
                .containsExactlyInAnyOrder("kiromember.kiro-operator.dev/ada", "kiroteam.kiro-operator.dev/kiro-dev");
    }

    @Test
    void membersAreFoundByTheirEmailAndUserName(Cluster cluster) {
        String namespace = cluster.newNamespace();
        apply(cluster, namespace, MEMBER);
        apply(
                cluster,
                namespace,
                MEMBER.replace("name: ada", "name: bob").replace("ada@example.com", "bob@example.com, userName: bob"));

        assertThat(select(cluster, namespace, "kmember", "spec.email=ada@example.com"))
                .containsExactly("kiromember.kiro-operator.dev/ada");
        assertThat(select(cluster, namespace, "kmember", "spec.userName=bob"))
                .containsExactly("kiromember.kiro-operator.dev/bob");
    }

    @Test
    void teamsAreFoundByTheirConnection(Cluster cluster) {
        String namespace = cluster.newNamespace();
        apply(cluster, namespace, TEAM);

        assertThat(select(cluster, namespace, "kteam", "spec.connection=default"))
                .containsExactly("kiroteam.kiro-operator.dev/kiro-dev");
        assertThat(select(cluster, namespace, "kteam", "spec.connection=europe"))
                .isEmpty();
    }

    @Test
    void twoManagersOfAMembersTeamsGetAConflictInsteadOfAMixture(Cluster cluster) {
        String namespace = cluster.newNamespace();
        serverSideApply(cluster, namespace, MEMBER, "people").orFail();

        KubectlResult other =
                serverSideApply(cluster, namespace, MEMBER.replace("name: kiro-dev", "name: shop"), "shop");

        assertThat(other.stderr()).contains("conflict with \"people\": .spec.teams");
        assertThat(get(cluster, namespace, "kmember", "ada", "{.spec.teams[*].name}"))
                .isEqualTo("kiro-dev");
    }

    @Test
    void twoManagersOfAMemberShareItsOtherFields(Cluster cluster) {
        String namespace = cluster.newNamespace();
        serverSideApply(cluster, namespace, MEMBER, "people").orFail();

        serverSideApply(cluster, namespace, MEMBER.replaceFirst("teams: .*", "subscription: {plan: Power}}"), "finance")
                .orFail();

        assertThat(get(cluster, namespace, "kmember", "ada", "{.spec.teams[*].name} {.spec.subscription.plan}"))
                .isEqualTo("kiro-dev Power");
    }

    @Test
    void conditionsOfTwoManagersAreMergedByType(Cluster cluster) {
        String namespace = cluster.newNamespace();
        apply(cluster, namespace, MEMBER);

        applyCondition(cluster, namespace, "Ready", "operator").orFail();
        applyCondition(cluster, namespace, "Audited", "auditor").orFail();

        assertThat(get(cluster, namespace, "kmember", "ada", "{.status.conditions[*].type}")
                        .split(" "))
                .containsExactlyInAnyOrder("Ready", "Audited");
        assertThat(cluster.kubectl("wait", "--for=condition=Ready", "--timeout=60s", "-n", namespace, "kmember/ada")
                        .orFail())
                .contains("condition met");
    }

    @Test
    void whatIsWrittenToTheStatusDoesNotChangeTheGeneration(Cluster cluster) {
        String namespace = cluster.newNamespace();
        apply(cluster, namespace, MEMBER);

        applyCondition(cluster, namespace, "Ready", "operator").orFail();

        assertThat(get(cluster, namespace, "kmember", "ada", "{.metadata.generation}"))
                .isEqualTo("1");
    }

    private static KubectlResult applyCondition(Cluster cluster, String namespace, String type, String manager) {
        String status = """
                apiVersion: kiro-operator.dev/v1alpha1
                kind: KiroMember
                metadata: {name: ada}
                status: {conditions: [{type: %s, status: "True", reason: Synced, lastTransitionTime: "2026-11-25T10:00:00Z"}]}
                """.formatted(type);
        return cluster.kubectlWithInput(
                status,
                "apply",
                "--server-side",
                "--subresource=status",
                "--field-manager",
                manager,
                "-n",
                namespace,
                "-f",
                "-");
    }

    private static KubectlResult serverSideApply(Cluster cluster, String namespace, String manifest, String manager) {
        return cluster.kubectlWithInput(
                manifest, "apply", "--server-side", "--field-manager", manager, "-n", namespace, "-f", "-");
    }

    private static String apply(Cluster cluster, String namespace, String manifest) {
        return cluster.kubectlWithInput(manifest, "apply", "-n", namespace, "-f", "-")
                .orFail();
    }

    private static String get(Cluster cluster, String namespace, String kind, String name, String path) {
        return cluster.kubectl("get", kind, name, "-n", namespace, "-o", "jsonpath=" + path)
                .orFail();
    }

    private static List<String> select(Cluster cluster, String namespace, String kind, String selector) {
        return cluster.kubectl("get", kind, "-n", namespace, "--field-selector", selector, "-o", "name")
                .orFail()
                .lines()
                .toList();
    }
}
