package dev.kirooperator.api;

import static dev.kirooperator.api.BadMembers.good;
import static dev.kirooperator.api.BadMembers.longEmail;
import static dev.kirooperator.api.BadMembers.teams;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.KubectlResult;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server rejects, each with a message that names the field: none of it ever reaches the operator. */
@RealCluster
class BadManifestsIT {

    @BeforeAll
    static void serveTheKinds(Cluster cluster) {
        cluster.applyCrds();
    }

    @ParameterizedTest
    @FieldSource("dev.kirooperator.api.BadTeams#TEAMS")
    void aBadTeamIsRejected(BadManifest bad, Cluster cluster) {
        assertThatItIsRejected("KiroTeam", bad, cluster);
    }

    @ParameterizedTest
    @FieldSource("dev.kirooperator.api.BadMembers#MEMBERS")
    void aBadMemberIsRejected(BadManifest bad, Cluster cluster) {
        assertThatItIsRejected("KiroMember", bad, cluster);
    }

    @Test
    void aTeamCannotChangeItsConnection(Cluster cluster) {
        String namespace = cluster.newNamespace();
        apply(cluster, namespace, "KiroTeam", "spec: {connection: europe}").orFail();

        KubectlResult changed = apply(cluster, namespace, "KiroTeam", "spec: {connection: asia}");
        KubectlResult removed = apply(cluster, namespace, "KiroTeam", "spec: {}");

        assertThat(changed.stderr()).contains("spec.connection: Invalid value", "connection cannot change");
        assertThat(removed.stderr()).contains("spec.connection: Invalid value", "connection cannot change");
    }

    @Test
    void theLimitsThemselvesAreAllowed(Cluster cluster) {
        String namespace = cluster.newNamespace();

        apply(cluster, namespace, "KiroTeam", "spec: {group: {displayName: " + "x".repeat(256) + "}}")
                .orFail();
        apply(cluster, namespace, "KiroMember", good("teams: [" + teams(32) + "]"))
                .orFail();
        apply(cluster, namespace, "KiroMember", good("expiresAt: '2027-02-28T23:59:59.123456789+14:00'"))
                .orFail();
        apply(
                        cluster,
                        namespace,
                        "KiroMember",
                        good("teams: [{name: a}, {name: a, namespace: b}, {name: a, namespace: c}]"))
                .orFail();
        apply(cluster, namespace, "KiroMember", "spec: {userName: ada, email: " + longEmail() + "}")
                .orFail();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "ada.l-o_v+kiro@mail.example.co.uk",
                "o'brien@example.ie",
                "a@b.co",
                "!#$%&*/=?^{|}~@example.com",
                "Åsa.Öberg@exämple.se",
                "用户@例え.テスト",
                "ada@xn--bcher-kva.xn--p1ai",
                "ada@1a.2-b.example",
                "x.234567890.234567890.234567890.234567890.234567890.234567890.34@example.com"
            })
    void anEmailAddressOfAnyScriptIsTaken(String email, Cluster cluster) {
        assertThatItIsTaken("KiroMember", "spec: {userName: one, email: \"" + email + "\"}", cluster);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{userName: \"Ada+1_(admin)\", email: ada@example.com}",
                "{userName: 用户, email: ada@example.com}",
                "{displayName: \"Ada 👩 Lovelace, Jr. (a < b)\", email: ada@example.com}",
                "{displayName: \"山田\\u3000太郎\", email: ada@example.com}",
                "{givenName: हिन्दी, familyName: O'Brien-Öz, email: ada@example.com}"
            })
    void aNameOfAnyScriptIsTaken(String spec, Cluster cluster) {
        assertThatItIsTaken("KiroMember", "spec: " + spec, cluster);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{group: {displayName: \"Kiro: Entwickler & Tester (DE) € x\"}}",
                "{group: {description: \"Two lines:\\n\\ta tab,\\u00a0a hard\\u3000blank\"}}",
                "{group: {description: ''}}",
                "{allowedNamespaces: {from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: a, A_b.c-d: e}}}}",
                "{allowedNamespaces: {from: Selector, selector: {matchExpressions: [{key: a-b.example.com/x, operator: Exists}]}}}"
            })
    void aTextOrLabelThatAwsAndKubernetesTakeIsTaken(String spec, Cluster cluster) {
        assertThatItIsTaken("KiroTeam", "spec: " + spec, cluster);
    }

    private static void assertThatItIsTaken(String kind, String spec, Cluster cluster) {
        cluster.kubectlWithInput(manifest(kind, spec), "create", "--dry-run=server", "-n", "default", "-f", "-")
                .orFail();
    }

    private static void assertThatItIsRejected(String kind, BadManifest bad, Cluster cluster) {
        KubectlResult result = cluster.kubectlWithInput(
                manifest(kind, bad.spec()), "create", "--dry-run=server", "-n", "default", "-f", "-");

        assertThat(result.exit()).as(result.stdout()).isEqualTo(1);
        assertThat(result.stderr()).containsPattern("(^|[^\\w.])" + Pattern.quote(bad.field()) + "($|[^\\w.\\[])");
        assertThat(result.stderr()).contains(bad.message());
    }

    private static KubectlResult apply(Cluster cluster, String namespace, String kind, String spec) {
        return cluster.kubectlWithInput(manifest(kind, spec), "apply", "-n", namespace, "-f", "-");
    }

    private static String manifest(String kind, String spec) {
        return "apiVersion: kiro-operator.dev/v1alpha1\nkind: %s\nmetadata: {name: one}\n%s\n".formatted(kind, spec);
    }
}
