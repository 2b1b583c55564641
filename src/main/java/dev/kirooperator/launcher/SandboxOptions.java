package dev.kirooperator.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What the sandbox was asked to do.
 *
 * @param once end as soon as every example is Ready
 * @param context a context of the user's kubeconfig to use instead of an own API server
 * @param limit how long the examples may take
 * @param checkout the folder with {@code crds/}, {@code examples/} and {@code target/}
 */
record SandboxOptions(boolean once, Optional<String> context, Duration limit, Path checkout) {

    static final String USAGE = """
            Usage: hack/sandbox [--once] [--context NAME] [--timeout SECONDS]

              --once             end as soon as every example is Ready: 0 if so, 1 with the reasons if not
              --context NAME     use this context of your kubeconfig instead of starting an API server
              --timeout SECONDS  how long the examples may take (default 120)
            """;

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(120);

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with what is wrong and the usage
     */
    static SandboxOptions parse(List<String> arguments, Path checkout) {
        boolean once = false;
        Optional<String> context = Optional.empty();
        Duration limit = DEFAULT_LIMIT;
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            switch (argument) {
                case "--once" -> once = true;
                case "--context" -> context = Optional.of(value(argument, rest));
                case "--timeout" -> limit = seconds(value(argument, rest));
                default -> throw new IllegalArgumentException("Unknown argument " + argument + "\n" + USAGE);
            }
        }
        return new SandboxOptions(once, context, limit, checkout);
    }

    Path operatorJar() {
        return existing(checkout.resolve("target/quarkus-app/quarkus-run.jar"));
    }

    Path crds() {
        return existing(checkout.resolve("crds"));
    }

    Path examples() {
        return existing(checkout.resolve("examples"));
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value\n" + USAGE);
        }
        return rest.pop();
    }

    private static Duration seconds(String value) {
        try {
            long seconds = Long.parseLong(value);
            if (seconds > 0) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--timeout: expected a whole number of seconds, found " + value + "\n" + USAGE, e);
        }
        throw new IllegalArgumentException("--timeout: expected at least 1 second, found " + value + "\n" + USAGE);
    }

    private static Path existing(Path path) {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException(
                    "Expected " + path + ", found nothing. Start the sandbox with hack/sandbox");
        }
        return path;
    }
}
