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

    static final int BAD_COMMAND_LINE = 2;

    private static final Duration DEFAULT_LIMIT = Duration.ofMinutes(2);
    private static final Duration LONGEST_LIMIT = Duration.ofDays(1);

    /**
     * Checks a command line and does nothing else. {@code hack/sandbox} runs this file as a source, before it spends minutes on
     * building; therefore it uses only the JDK.
     */
    public static void main(String[] arguments) {
        try {
            parse(List.of(arguments), Path.of(""));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(BAD_COMMAND_LINE);
        }
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with what is wrong
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
                default -> throw bad("Unknown argument " + argument);
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

    Path kubectl() {
        return existing(checkout.resolve("hack/kubectl"));
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty() || rest.peek().isEmpty() || rest.peek().startsWith("--")) {
            throw bad(option + " needs a value");
        }
        return rest.pop();
    }

    private static Duration seconds(String value) {
        long seconds = value.matches("[0-9]{1,9}") ? Long.parseLong(value) : 0;
        if (seconds < 1 || seconds > LONGEST_LIMIT.toSeconds()) {
            throw bad("--timeout: expected a whole number of seconds from 1 to " + LONGEST_LIMIT.toSeconds()
                    + ", found " + value);
        }
        return Duration.ofSeconds(seconds);
    }

    private static IllegalArgumentException bad(String what) {
        return new IllegalArgumentException(what + ". hack/sandbox --help lists the options.");
    }

    private static Path existing(Path path) {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException(
                    "Expected " + path + ", found nothing. Start the sandbox with hack/sandbox");
        }
        return path;
    }
}
