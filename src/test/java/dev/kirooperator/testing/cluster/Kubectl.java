package dev.kirooperator.testing.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs kubectl with a given kubeconfig. */
final class Kubectl {

    private static final long LIMIT_SECONDS = 180;

    private final Path program;
    private final Path kubeconfig;
    private final Path workDir;

    Kubectl(Path program, Path kubeconfig, Path workDir) {
        this.program = program;
        this.kubeconfig = kubeconfig;
        this.workDir = workDir;
    }

    KubectlResult run(String input, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        try {
            Path in = Files.writeString(Files.createTempFile(workDir, "kubectl", ".in"), input);
            Path out = Files.createTempFile(workDir, "kubectl", ".out");
            Path err = Files.createTempFile(workDir, "kubectl", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            builder.environment()
                    .put("KUBECACHEDIR", workDir.resolve("kubectl-cache").toString());
            int exit = await(builder.start(), command);
            KubectlResult result = new KubectlResult(exit, Files.readString(out), Files.readString(err));
            for (Path file : List.of(in, out, err)) {
                Files.delete(file);
            }
            return result;
        } catch (IOException e) {
            throw new AssertionError("Expected to run " + command + ", could not", e);
        }
    }

    private static int await(Process process, List<String> command) {
        try {
            if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while running " + command, e);
        } finally {
            process.destroyForcibly();
        }
        throw new AssertionError("Expected " + command + " to end within " + LIMIT_SECONDS + " s, it did not");
    }
}
