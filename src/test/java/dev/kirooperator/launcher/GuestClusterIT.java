package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kirooperator.api.v1alpha1.KiroTeam;
import dev.kirooperator.api.v1alpha1.KiroTeamStatus;
import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.RealCluster;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sandbox does in a cluster of the user's, on a real API server without an operator. */
@RealCluster
class GuestClusterIT {

    private static final String CRD = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: %1$ss.guest.example
            spec:
              group: guest.example
              scope: Namespaced
              names: {kind: %1$s, plural: %1$ss, singular: %1$s}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema: {openAPIV3Schema: {type: object}}
            """;

    private static final Duration SHORT = Duration.ofSeconds(1);

    private static final String HELD_TEAM = """
            apiVersion: kiro-operator.dev/v1alpha1
            kind: KiroTeam
            metadata: {name: held, finalizers: [kiro-operator.dev/test]}
            spec: {}
            """;

    private final Cluster cluster;
    private final String namespace = "guest-" + UUID.randomUUID().toString().substring(0, 13);
    private final List<String> progress = new ArrayList<>();
    private final GuestCluster guest;

    GuestClusterIT(Cluster cluster) {
        this.cluster = cluster;
        this.guest = new GuestCluster(cluster.client(), namespace, SHORT, progress::add);
    }

    @BeforeEach
    void serveTheKinds() {
        cluster.applyCrds();
    }

    @Test
    void aNamespaceThatNoSandboxMadeIsNotTouched() {
        cluster.kubectl("create", "namespace", namespace).orFail();

        assertThatThrownBy(() -> guest.moveIn(SHORT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Expected no namespace " + namespace)
                .hasMessageContaining("kiro-operator.dev/sandbox=true");
        assertThat(phase()).isEqualTo("Active");
        assertThat(cluster.kubectl("get", "namespace", namespace, "-o", "jsonpath={.metadata.labels}")
                        .orFail())
                .doesNotContain("sandbox");
    }

    @Test
    void whatAKilledSandboxLeftIsClearedAwayFirst() throws Exception {
        guest.moveIn(SHORT);
        hold();

        assertThatThrownBy(() -> guest.moveIn(SHORT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Expected the namespace " + namespace + " of an earlier sandbox to be gone");
        assertThat(teams()).isEmpty();
        TestingNamespaces.finish(cluster, namespace);

        guest.moveIn(SHORT);

        assertThat(phase()).isEqualTo("Active");
    }

    @Test
    void anObjectThatTheOperatorDoesNotUndoIsToldAndDoesNotHangInTheEnd() throws Exception {
        guest.moveIn(SHORT);
        hold();

        guest.deleteObjects();

        assertThat(progress).singleElement().asString().startsWith("Not undone within 1 s");
        assertThat(teams()).contains("held");

        guest.moveOut();

        assertThat(teams()).isEmpty();
        assertThat(phase()).isEqualTo("Terminating");
    }

    @Test
    void aClusterWithAnOperatorIsRefused() throws Exception {
        guest.moveIn(SHORT);
        try (SharedIndexInformer<KiroTeam> otherOperator = cluster.client()
                .resources(KiroTeam.class)
                .inNamespace(namespace)
                .inform(new AnsweringOperator(cluster))) {
            assertThat(otherOperator.isRunning()).isTrue();

            assertThatThrownBy(() -> guest.refuseOtherOperators(Duration.ofSeconds(60)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Expected no Kiro operator in this cluster yet, found one");
        }
        assertThat(teams()).isEmpty();
    }

    @Test
    void theNamespaceOfASandboxThatIsAtWorkIsLeftAlone() throws Exception {
        guest.moveIn(SHORT);
        hold();
        try (SharedIndexInformer<KiroTeam> itsOperator = cluster.client()
                .resources(KiroTeam.class)
                .inNamespace(namespace)
                .inform(new AnsweringOperator(cluster))) {
            assertThat(itsOperator.isRunning()).isTrue();

            assertThatThrownBy(() -> guest.moveIn(Duration.ofSeconds(60)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another sandbox's");
        }
        assertThat(teams()).isEqualTo("kiroteam.kiro-operator.dev/held\n");
        assertThat(phase()).isEqualTo("Active");
    }

    @Test
    void aClusterWithoutAnOperatorIsNotAndNothingIsLeftOfTheQuestion() throws Exception {
        guest.moveIn(SHORT);

        guest.refuseOtherOperators(SHORT);

        assertThat(teams()).isEmpty();
    }

    @Test
    void onlyCrdsThatTheSandboxBroughtAndNobodyElseUsesGoInTheEnd(@TempDir Path folder) throws Exception {
        cluster.kubectlWithInput(CRD.formatted("theirs"), "apply", "-f", "-").orFail();
        for (String kind : List.of("theirs", "used", "unused")) {
            Files.writeString(folder.resolve(kind + ".yaml"), CRD.formatted(kind));
        }
        guest.moveIn(SHORT);
        try (SandboxCluster sandbox = new SandboxCluster(cluster.kubeconfig(), namespace)) {
            sandbox.applyCrds(folder, guest::bringsAlong);
        }
        create("used", cluster.newNamespace());

        guest.moveOut();

        assertThat(cluster.kubectl("get", "crd", "theirss.guest.example", "useds.guest.example", "-o", "name")
                        .orFail()
                        .lines())
                .hasSize(2);
        assertThat(cluster.kubectl("get", "crd", "unuseds.guest.example", "--ignore-not-found")
                        .orFail())
                .isEmpty();
        assertThat(progress)
                .containsExactlyInAnyOrder(
                        "CRD theirss.guest.example stays as it is",
                        "CRD useds.guest.example stays: other namespaces have objects of it");
    }

    /** Answers as an operator does first of all. */
    private record AnsweringOperator(Cluster cluster) implements ResourceEventHandler<KiroTeam> {

        @Override
        public void onAdd(KiroTeam team) {
            if (!Boolean.TRUE.equals(team.getSpec().suspend())) {
                return;
            }
            cluster.client().resource(team).editStatus(seen -> {
                seen.setStatus(Serialization.unmarshal("observedGeneration: 1", KiroTeamStatus.class));
                return seen;
            });
        }

        @Override
        public void onUpdate(KiroTeam before, KiroTeam after) {
            // The first answer was enough.
        }

        @Override
        public void onDelete(KiroTeam team, boolean unknown) {
            // It has undone nothing.
        }
    }

    private void create(String kind, String where) {
        String object = "{apiVersion: guest.example/v1, kind: " + kind + ", metadata: {name: one}}";
        org.awaitility.Awaitility.await("discovery of " + kind)
                .until(() -> cluster.kubectlWithInput(object, "apply", "-n", where, "-f", "-")
                                .exit()
                        == 0);
    }

    private void hold() {
        cluster.kubectlWithInput(HELD_TEAM, "apply", "-n", namespace, "-f", "-").orFail();
    }

    private String teams() {
        return cluster.kubectl("get", "kteam", "-n", namespace, "-o", "name").orFail();
    }

    private String phase() {
        return cluster.kubectl("get", "namespace", namespace, "-o", "jsonpath={.status.phase}")
                .orFail();
    }
}
