package dev.kirooperator.sandbox.aws.control;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Patterns for operations: {@code identitystore:Create*}, {@code ListUsers}, {@code *}. Without a colon the service does not matter. */
final class Glob {
    private final Pattern pattern;
    private final boolean withService;

    Glob(String text) {
        withService = text.contains(":");
        pattern = Pattern.compile(
                Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    boolean matches(String service, String operation) {
        return pattern.matcher(withService ? service + ":" + operation : operation)
                .matches();
    }
}
