package dev.kirooperator.testing.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealCluster
class RealClusterIT {

    private static final String CRD = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: %1$ss.testing.example
            spec:
              group: testing.example
              scope: Namespaced
              names: {kind: %2$s, plural: %1$ss, singular: %1$s}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        size: {type: integer}
                      x-kubernetes-validations:
                        - {rule: "self.size < 3", message: "too big"}
            """;

    @Test
    void serves_what_was_written(Cluster cluster) {
        String namespace = cluster.newNamespace();
        ConfigMap written = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("note")
                .withNamespace(namespace)
                .endMetadata()
                .addToData("key", "value")
                .build();

        cluster.client().resource(written).create();

        assertThat(cluster.kubectl("get", "configmap", "note", "-n", namespace, "-o", "jsonpath={.data.key}"))
                .isEqualTo(new KubectlResult(0, "value", ""));
    }

    @Test
    void reports_how_kubectl_failed(Cluster cluster) {
        KubectlResult result = cluster.kubectl("get", "configmap", "absent", "-n", cluster.newNamespace());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.stderr()).contains("NotFound");
        assertThatThrownBy(result::orFail).isInstanceOf(AssertionError.class).hasMessageContaining("NotFound");
    }

    @Test
    void gives_every_caller_another_namespace(Cluster cluster) {
        assertThat(cluster.newNamespace()).isNotEqualTo(cluster.newNamespace());
    }

    @Test
    void serves_the_applied_crds_with_their_rules(Cluster cluster, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("box.yaml"), CRD.formatted("box", "Box"));
        Files.writeString(folder.resolve("crate.yaml"), CRD.formatted("crate", "Crate"));
        String namespace = cluster.newNamespace();

        cluster.applyCrds(folder);

        assertThat(cluster.kubectl("explain", "box.size").stdout()).contains("integer");
        assertThat(create(cluster, namespace, "Box", 2).exit()).isZero();
        assertThat(create(cluster, namespace, "Crate", 3).stderr()).contains("too big");
    }

    @Test
    void applies_the_same_crds_once_only(Cluster cluster, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("jar.yaml"), CRD.formatted("jar", "Jar"));
        cluster.applyCrds(folder);
        Files.delete(file);

        cluster.applyCrds(folder);

        assertThat(cluster.kubectl("get", "crd", "jars.testing.example").exit()).isZero();
    }

    @Test
    void fails_where_there_are_no_crds(Cluster cluster, @TempDir Path folder) {
        assertThatThrownBy(() -> cluster.applyCrds(folder.resolve("absent")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("absent");
    }

    @Test
    void has_real_rbac_for_service_accounts(Cluster cluster) {
        String namespace = cluster.newNamespace();
        cluster.kubectl("create", "serviceaccount", "reader", "-n", namespace).orFail();
        String token =
                cluster.kubectl("create", "token", "reader", "-n", namespace).orFail();

        KubectlResult asReader = cluster.kubectl("--token=" + token.strip(), "get", "configmaps", "-n", namespace);

        assertThat(asReader.stderr()).contains("Forbidden").contains("system:serviceaccount:" + namespace + ":reader");
    }

    @Nested
    class InANestedClass {

        @Test
        void is_the_same_server(Cluster nested) {
            String namespace = nested.newNamespace();

            assertThat(nested.kubectl("get", "namespace", namespace).exit()).isZero();
        }
    }

    private static KubectlResult create(Cluster cluster, String namespace, String kind, int size) {
        String object = """
                apiVersion: testing.example/v1
                kind: %s
                metadata: {name: one, namespace: %s}
                size: %d
                """.formatted(kind, namespace, size);
        return cluster.kubectlWithInput(object, "create", "-f", "-");
    }
}
