package dev.kirooperator.acceptance;

/** Manifests as a user writes them. */
final class Manifests {

    private Manifests() {}

    /** A team with the group {@code <name>_group} and the further lines of its spec. */
    static String team(String name, String... spec) {
        return """
                apiVersion: kiro-operator.dev/v1alpha1
                kind: KiroTeam
                metadata: {name: %s}
                spec:
                  group: {displayName: %s_group}
                %s
                ---
                """.formatted(name, name, lines(spec));
    }

    /** A team whose whole spec is given. */
    static String teamWith(String name, String... spec) {
        return """
                apiVersion: kiro-operator.dev/v1alpha1
                kind: KiroTeam
                metadata: {name: %s}
                spec:
                  connection: default
                %s
                ---
                """.formatted(name, lines(spec));
    }

    /** A member {@code <name>@example.com} with the further lines of its spec. */
    static String member(String name, String... spec) {
        return """
                apiVersion: kiro-operator.dev/v1alpha1
                kind: KiroMember
                metadata: {name: %s}
                spec:
                  email: %s@example.com
                  givenName: %s
                  familyName: Example
                %s
                ---
                """.formatted(name, name, name, lines(spec));
    }

    static String inTeam(String team) {
        return "teams: [{name: " + team + "}]";
    }

    private static String lines(String... spec) {
        return spec.length == 0 ? "" : "  " + String.join("\n  ", spec);
    }
}
