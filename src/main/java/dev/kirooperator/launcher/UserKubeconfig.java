package dev.kirooperator.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads the user's kubeconfig by means of kubectl, so that several files, relative paths and so on mean what they mean there. */
final class UserKubeconfig {

    private static final long LIMIT_SECONDS = 60;

    private final Path kubectl;

    /** @param kubectl {@code hack/kubectl}; it gets this process's environment, {@code KUBECONFIG} included */
    UserKubeconfig(Path kubectl) {
        this.kubectl = kubectl;
    }

    /**
     * Writes a kubeconfig with one context and nothing outside the file, except programs that it names for credentials. The
     * user's own files are not touched.
     *
     * @param namespace the copy's default
     * @param folder gets the copy
     * @throws IOException where there is no such context; the message names those that there are
     */
    Path copy(String context, String namespace, Path folder) throws IOException, InterruptedException {
        List<String> contexts =
                run(folder, "config", "get-contexts", "--output=name").lines().toList();
        if (!contexts.contains(context)) {
            throw new IOException("Expected the context " + context
                    + " in your kubeconfig (KUBECONFIG, else ~/.kube/config), found "
                    + (contexts.isEmpty() ? "no context at all" : String.join(", ", contexts)) + ".");
        }
        String flat = run(folder, "config", "view", "--raw", "--flatten", "--minify", "--context=" + context);
        Path copy = Files.writeString(folder.resolve("kubeconfig"), flat);
        run(folder, "--kubeconfig=" + copy, "config", "set-context", "--current", "--namespace=" + namespace);
        return copy;
    }

    private String run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(kubectl.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("kubectl.out");
        Path err = folder.resolve("kubectl.err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(
                        "Expected " + command + " to end within " + LIMIT_SECONDS + " s, it did not. Try it by hand.");
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException("Could not read your kubeconfig (KUBECONFIG, else ~/.kube/config). "
                    + Files.readString(err).strip());
        }
        return Files.readString(out);
    }
}
