package dev.kirooperator.launcher;

import java.net.URI;
import java.nio.file.Path;

/**
 * What a user may do with a running sandbox. Pure.
 *
 * @param guest whether the cluster is the user's own
 */
record Instructions(Path kubeconfig, URI standIn, Path operatorLog, boolean guest) {

    static Instructions of(Sandbox sandbox, boolean guest) {
        return new Instructions(
                sandbox.kubeconfig(),
                sandbox.standIn().url(),
                sandbox.operator().log(),
                guest);
    }

    String text() {
        return """

                In another terminal:

                  export KUBECONFIG=%1$s
                  hack/kubectl get kteam,kmember -o wide
                  hack/kubectl explain kteam.spec.subscription
                  hack/kubectl apply -f examples/more/expires.yaml
                  hack/kubectl delete kmember grace

                What "AWS" holds, and a first sign-in there:

                  curl %2$s/_sandbox/state
                  curl -d '{"userName":"ada@example.com"}' \\
                       %2$s/_sandbox/sign-in

                The operator's log is
                  %3$s
                %4$s""".formatted(kubeconfig, standIn, operatorLog, end());
    }

    private String end() {
        return guest ? """
                        All of it is in the namespace %1$s. That KUBECONFIG
                        goes there by default; with your own, add -n %1$s.
                        Ctrl-C ends the sandbox and deletes that namespace.""".formatted(GuestCluster.NAMESPACE) : "Ctrl-C ends everything.";
    }
}
