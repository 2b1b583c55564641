package dev.kirooperator.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** {@code hack/sandbox}: shows the examples on their way to Ready, then waits for Ctrl-C. */
public final class SandboxCommand {

    private static final int FAILED = 1;
    private static final int INTERRUPTED = 130;

    private final SandboxOptions options;
    private final CtrlC ctrlC;
    private final PrintStream out;
    private final PrintStream errors;
    private final Screen screen;

    private SandboxCommand(SandboxOptions options, CtrlC ctrlC, PrintStream out, PrintStream errors) {
        this.options = options;
        this.ctrlC = ctrlC;
        this.out = out;
        this.errors = errors;
        this.screen = new Screen(out, Boolean.getBoolean("kiro.sandbox.terminal"));
    }

    /**
     * Ends with 0 when every example got Ready, with 1 when not or when the sandbox could not be run, with 2 for a bad command
     * line, with 130 after Ctrl-C.
     */
    public static void main(String[] arguments) {
        SandboxOptions options;
        try {
            options = SandboxOptions.parse(List.of(arguments), Path.of("").toAbsolutePath());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(SandboxOptions.BAD_COMMAND_LINE);
            return;
        }
        CtrlC ctrlC = CtrlC.interruptsThisThread();
        int status = new SandboxCommand(options, ctrlC, System.out, System.err).run();
        ctrlC.cleanedUp();
        System.exit(status);
    }

    private int run() {
        Started started = new Started(errors);
        int status = FAILED;
        try {
            status = show(Sandbox.start(options, started, line -> out.println("  " + line)));
        } catch (InterruptedException e) {
            status = INTERRUPTED;
        } catch (IOException | RuntimeException e) {
            // After Ctrl-C this is only a library's way to say that it was interrupted.
            if (!Thread.currentThread().isInterrupted()) {
                errors.println("The sandbox cannot go on. " + Causes.of(e));
            }
        } finally {
            if (ctrlC.cleaningUp()) {
                out.println("\nStopping ...");
            }
            started.close();
        }
        return status;
    }

    private int show(Sandbox sandbox) throws IOException, InterruptedException {
        out.println();
        ReadyWatch.Result result = new ReadyWatch(
                        sandbox.cluster()::table,
                        table -> screen.show(table.lines()),
                        sandbox.operator()::endsWithin,
                        InstantSource.system())
                .run(options.limit());
        out.println();
        if (result.outcome() == ReadyWatch.Outcome.OPERATOR_ENDED) {
            return operatorEnded(sandbox.operator());
        }
        boolean ready = result.outcome() == ReadyWatch.Outcome.READY;
        if (ready) {
            out.println("Every example is Ready.");
        } else {
            out.println("Not Ready within " + options.limit().toSeconds() + " s:");
            result.table().reasons().forEach(out::println);
        }
        result.table()
                .signIn()
                .ifPresent(signIn ->
                        out.println("Sign in to Kiro with " + signIn.url() + " (Region " + signIn.region() + ")."));
        if (options.once()) {
            return ready ? 0 : FAILED;
        }
        out.println(Instructions.of(sandbox, options.context().isPresent()).text());
        sandbox.awaitEnd();
        return operatorEnded(sandbox.operator());
    }

    /** Says how the operator ended, which nobody wants. */
    private int operatorEnded(OperatorProcess operator) throws IOException, InterruptedException {
        int operatorStatus = operator.awaitEnd();
        errors.println("The operator ended with status " + operatorStatus + ". The end of its log:");
        errors.println(operator.tail());
        return FAILED;
    }
}
