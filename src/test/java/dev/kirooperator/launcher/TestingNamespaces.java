package dev.kirooperator.launcher;

import dev.kirooperator.testing.cluster.Cluster;

/** Plays the controller of namespaces, which an API server alone does not have. */
final class TestingNamespaces {

    private TestingNamespaces() {}

    /** Lets a namespace go that is being deleted; does nothing to one that is not. */
    static void finish(Cluster cluster, String name) {
        String phase = cluster.kubectl("get", "namespace", name, "--ignore-not-found", "-o", "jsonpath={.status.phase}")
                .orFail();
        if (phase.equals("Terminating")) {
            String withoutFinalizers = "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"" + name
                    + "\"},\"spec\":{}}";
            cluster.kubectlWithInput(
                            withoutFinalizers,
                            "replace",
                            "--raw",
                            "/api/v1/namespaces/" + name + "/finalize",
                            "-f",
                            "-")
                    .orFail();
        }
    }
}
