package dev.kirooperator.launcher;

import dev.kirooperator.api.v1alpha1.SignInStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code hack/sandbox}: shows the examples on their way to Ready, then waits for Ctrl-C. */
public final class SandboxCommand {

    private static final Duration REFRESH = Duration.ofMillis(500);
    private static final int USAGE_ERROR = 2;
    private static final int INTERRUPTED = 130;

    private final SandboxOptions options;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final boolean terminal = System.console() != null;
    private String shown = "";

    private SandboxCommand(SandboxOptions options) {
        this.options = options;
    }

    /** Ends with 0 when every example got Ready, with 1 when not, with 2 for a bad command line. */
    public static void main(String[] arguments) {
        int status = USAGE_ERROR;
        try {
            status = new SandboxCommand(
                            SandboxOptions.parse(List.of(arguments), Path.of("").toAbsolutePath()))
                    .run();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
        } catch (IOException | RuntimeException e) {
            System.err.println("The sandbox could not be started: " + e.getMessage());
            status = 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status);
    }

    private int run() throws IOException, InterruptedException {
        Sandbox sandbox = Sandbox.start(options, line -> System.out.println("  " + line));
        Thread hook = new Thread(
                () -> {
                    stopped.countDown();
                    sandbox.close();
                },
                "sandbox-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        ExampleTable table = awaitReady(sandbox);
        int status = table.allReady() ? 0 : 1;
        System.out.println();
        System.out.println(
                table.allReady()
                        ? "Every example is Ready."
                        : "Not Ready after " + options.limit().toSeconds() + " s:\n" + table.reasons());
        table.signIn().ifPresent(SandboxCommand::printSignIn);
        if (!options.once()) {
            explain(sandbox);
            stopped.await();
        }
        return closeBefore(hook, sandbox) ? status : INTERRUPTED;
    }

    /** Closes the sandbox, unless Ctrl-C came first: then waits until the hook has closed it. */
    private static boolean closeBefore(Thread hook, Sandbox sandbox) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            hook.join();
            return false;
        }
        sandbox.close();
        return true;
    }

    private ExampleTable awaitReady(Sandbox sandbox) throws InterruptedException {
        Instant end = Instant.now().plus(options.limit());
        ExampleTable table = sandbox.table();
        show(table);
        while (!table.allReady()
                && Instant.now().isBefore(end)
                && sandbox.operator().isAlive()) {
            if (stopped.await(REFRESH.toMillis(), TimeUnit.MILLISECONDS)) {
                break;
            }
            table = sandbox.table();
            show(table);
        }
        return table;
    }

    /** Draws over the last table on a terminal; elsewhere prints each new one. */
    private void show(ExampleTable table) {
        String text = table.text();
        if (text.equals(shown)) {
            return;
        }
        long lines = shown.lines().count();
        System.out.print(terminal && lines > 0 ? "\u001b[" + lines + "A\u001b[J" : System.lineSeparator());
        System.out.print(text);
        System.out.flush();
        shown = text;
    }

    private static void printSignIn(SignInStatus signIn) {
        System.out.println("Sign in to Kiro with " + signIn.url() + " (Region " + signIn.region() + ").");
    }

    private static void explain(Sandbox sandbox) {
        String url = sandbox.standIn().url().toString();
        System.out.println("""

                In another terminal:

                  export KUBECONFIG=%s
                  hack/kubectl get kteam,kmember -o wide
                  hack/kubectl explain kteam.spec.subscription
                  hack/kubectl apply -f examples/more/expires.yaml
                  hack/kubectl delete kmember grace
                  curl %s/_sandbox/state        # what "AWS" holds
                  curl -d '{"userName":"ada@example.com"}' %s/_sandbox/sign-in

                The operator's log is %s.
                Ctrl-C ends everything%s.""".formatted(
                        sandbox.kubeconfig(),
                        url,
                        url,
                        sandbox.operator().log(),
                        sandbox.ownsCluster() ? "" : " and deletes the examples; the CRDs stay"));
    }
}
