package dev.kirooperator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kirooperator.testing.cluster.Cluster;
import dev.kirooperator.testing.cluster.KubectlResult;
import dev.kirooperator.testing.cluster.RealCluster;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server rejects, each with a message that names the field: none of it ever reaches the operator. */
@RealCluster
class BadManifestsIT {

    private static final String LONG = "x".repeat(257);

    static final List<Bad> TEAMS = List.of(
            new Bad("no spec", "", "spec", "Required value"),
            new Bad("spec of a wrong type", "spec: [1]", "spec", "must be of type object"),
            new Bad(
                    "unknown plan",
                    "spec: {subscription: {plan: Gold}}",
                    "spec.subscription.plan",
                    "supported values: \"Pro\", \"ProPlus\", \"ProMax\", \"Power\""),
            new Bad(
                    "plan in lower case",
                    "spec: {subscription: {plan: pro}}",
                    "spec.subscription.plan",
                    "Unsupported value"),
            new Bad(
                    "subscription without a plan",
                    "spec: {subscription: {assignTo: Group}}",
                    "spec.subscription.plan",
                    "Required value"),
            new Bad(
                    "unknown assignee",
                    "spec: {subscription: {plan: Pro, assignTo: All}}",
                    "spec.subscription.assignTo",
                    "Unsupported value"),
            new Bad(
                    "empty group name",
                    "spec: {group: {displayName: ''}}",
                    "spec.group.displayName",
                    "at least 1 chars"),
            new Bad(
                    "group name of blanks",
                    "spec: {group: {displayName: '  '}}",
                    "spec.group.displayName",
                    "should match"),
            new Bad(
                    "group name with a blank at its end",
                    "spec: {group: {displayName: 'a '}}",
                    "spec.group.displayName",
                    "should match"),
            new Bad(
                    "over-long group name",
                    "spec: {group: {displayName: " + LONG + "}}",
                    "spec.group.displayName",
                    "may not be more than 256"),
            new Bad(
                    "group name that AWS reserves",
                    "spec: {group: {displayName: AWSAdministrators}}",
                    "spec.group.displayName",
                    "reserved by AWS"),
            new Bad(
                    "over-long description",
                    "spec: {group: {description: " + LONG + LONG + "}}",
                    "spec.group.description",
                    "may not be more than 500"),
            new Bad(
                    "adopt as a string",
                    "spec: {group: {adopt: 'yes'}}",
                    "spec.group.adopt",
                    "must be of type boolean"),
            new Bad(
                    "negative maxMembers",
                    "spec: {membership: {maxMembers: -1}}",
                    "spec.membership.maxMembers",
                    "greater than or equal to 0"),
            new Bad(
                    "maxMembers as a string",
                    "spec: {membership: {maxMembers: '5'}}",
                    "spec.membership.maxMembers",
                    "must be of type integer"),
            new Bad(
                    "maxMembers with a fraction",
                    "spec: {membership: {maxMembers: 1.5}}",
                    "spec.membership.maxMembers",
                    "must be of type integer"),
            new Bad(
                    "too many maxMembers",
                    "spec: {membership: {maxMembers: 100001}}",
                    "spec.membership.maxMembers",
                    "less than or equal to 100000"),
            new Bad(
                    "unknown policy",
                    "spec: {membership: {policy: Strict}}",
                    "spec.membership.policy",
                    "Unsupported value"),
            new Bad(
                    "unknown from",
                    "spec: {allowedNamespaces: {from: Some}}",
                    "spec.allowedNamespaces.from",
                    "Unsupported value"),
            new Bad(
                    "from Selector without a selector",
                    "spec: {allowedNamespaces: {from: Selector}}",
                    "spec.allowedNamespaces",
                    "selector is required with from: Selector"),
            new Bad(
                    "selector without from Selector",
                    "spec: {allowedNamespaces: {selector: {matchLabels: {a: b}}}}",
                    "spec.allowedNamespaces",
                    "forbidden otherwise"),
            new Bad(
                    "selector that selects everything",
                    "spec: {allowedNamespaces: {from: Selector, selector: {}}}",
                    "spec.allowedNamespaces.selector",
                    "needs matchLabels or matchExpressions"),
            new Bad(
                    "expression In without values",
                    "spec: {allowedNamespaces: {from: Selector, selector: {matchExpressions: [{key: a, operator: In}]}}}",
                    "spec.allowedNamespaces.selector.matchExpressions[0]",
                    "values are required"),
            new Bad(
                    "expression Exists with values",
                    "spec: {allowedNamespaces: {from: Selector, selector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}}}",
                    "spec.allowedNamespaces.selector.matchExpressions[0]",
                    "forbidden with Exists"),
            new Bad(
                    "bad label key",
                    "spec: {allowedNamespaces: {from: Selector, selector: {matchExpressions: [{key: 'a b', operator: Exists}]}}}",
                    "spec.allowedNamespaces.selector.matchExpressions[0].key",
                    "should match"),
            new Bad(
                    "bad label value",
                    "spec: {allowedNamespaces: {from: Selector, selector: {matchLabels: {a: 'b c'}}}}",
                    "spec.allowedNamespaces.selector.matchLabels.a",
                    "should match"),
            new Bad("bad connection", "spec: {connection: 'My Company'}", "spec.connection", "should match"),
            new Bad("unknown mode", "spec: {mode: DryRun}", "spec.mode", "supported values: \"Manage\", \"Observe\""),
            new Bad("suspend as a number", "spec: {suspend: 1}", "spec.suspend", "must be of type boolean"),
            new Bad(
                    "unknown deletion policy",
                    "spec: {deletionPolicy: Orphan}",
                    "spec.deletionPolicy",
                    "Unsupported value"),
            new Bad("unknown field", "spec: {colour: blue}", "spec.colour", "unknown field"));

    static final List<Bad> MEMBERS = List.of(
            new Bad("no spec", "", "spec", "Required value"),
            new Bad("no e-mail address", "spec: {givenName: Ada}", "spec.email", "Required value"),
            new Bad("empty e-mail address", "spec: {email: ''}", "spec.email", "at least 3 chars"),
            new Bad("e-mail address without a domain", "spec: {email: ada}", "spec.email", "should match"),
            new Bad("e-mail address without a dot", "spec: {email: ada@localhost}", "spec.email", "should match"),
            new Bad(
                    "two e-mail addresses",
                    "spec: {email: 'ada@example.com,bob@example.com'}",
                    "spec.email",
                    "should match"),
            new Bad("blank in the e-mail address", "spec: {email: 'ada @example.com'}", "spec.email", "should match"),
            new Bad(
                    "over-long e-mail address",
                    "spec: {email: " + LONG + "@example.com}",
                    "spec.email",
                    "may not be more than 254"),
            new Bad(
                    "over-long local part of the e-mail address",
                    "spec: {email: " + "x".repeat(65) + "@example.com}",
                    "spec.email",
                    "at most 64 characters before the @"),
            badEmail("URL as the e-mail address", "mailto:ada@example.com"),
            badEmail("e-mail address in angle brackets", "<ang@example.com>"),
            badEmail("e-mail address with a display name", "Ada<ada@example.com>"),
            badEmail("comma in the e-mail address", "p,q@example.com"),
            badEmail("two e-mail addresses with a semicolon", "p@x.com;q.com"),
            badEmail("dots only before the @", "..@example.com"),
            badEmail("leading dot in the e-mail address", ".ada@example.com"),
            badEmail("trailing dot before the @", "ada.@example.com"),
            badEmail("double dot before the @", "ada..l@example.com"),
            badEmail("comment in the e-mail address", "ada(x)@example.com"),
            badEmail("quoted local part", "\\\"ada\\\"@example.com"),
            badEmail("backtick in the e-mail address", "a`da@example.com"),
            badEmail("backslash in the e-mail address", "a\\\\da@example.com"),
            badEmail("hyphens around a domain label", "ada@-x-.com"),
            badEmail("underscore and sign in the domain", "u@ex_ample.c$m"),
            badEmail("double dot in the domain", "ada@example..com"),
            badEmail("trailing dot of the domain", "ada@example.com."),
            badEmail("leading dot of the domain", "ada@.example.com"),
            badEmail("address literal", "ada@[10.0.0.1]"),
            badEmail("IP address as the domain", "ada@10.0.0.1"),
            badEmail("over-long domain label", "ada@" + "x".repeat(64) + ".com"),
            badEmail("control character in the e-mail address", "ada\\u0007@example.com"),
            badEmail("zero-width character in the e-mail address", "ada\\u200b@example.com"),
            badEmail("no-break space in the e-mail address", "ada\\u00a0@example.com"),
            new Bad(
                    "e-mail address that is too long for a user name",
                    "spec: {email: " + longEmail() + "}",
                    "spec",
                    "userName is required when email is longer than 128"),
            new Bad("blank in the user name", good("userName: 'ada l'"), "spec.userName", "should match"),
            new Bad("empty user name", good("userName: ''"), "spec.userName", "at least 1 chars"),
            new Bad(
                    "over-long user name",
                    good("userName: " + "x".repeat(129)),
                    "spec.userName",
                    "may not be more than 128"),
            new Bad("user name that AWS reserves", good("userName: Administrator"), "spec.userName", "reserved by AWS"),
            new Bad("given name of blanks", good("givenName: '  '"), "spec.givenName", "should match"),
            new Bad("empty family name", good("familyName: ''"), "spec.familyName", "at least 1 chars"),
            new Bad(
                    "over-long display name",
                    good("displayName: " + LONG),
                    "spec.displayName",
                    "may not be more than 256"),
            new Bad("team as a string", good("teams: [kiro-dev]"), "spec.teams[0]", "must be of type object"),
            new Bad(
                    "team without a name",
                    good("teams: [{namespace: platform}]"),
                    "spec.teams[0].name",
                    "Required value"),
            new Bad("bad name of a team", good("teams: [{name: Kiro_Dev}]"), "spec.teams[0].name", "should match"),
            new Bad(
                    "bad namespace of a team",
                    good("teams: [{name: a, namespace: 'a/b'}]"),
                    "spec.teams[0].namespace",
                    "should match"),
            new Bad(
                    "the same team twice",
                    good("teams: [{name: a}, {name: b}, {name: a}]"),
                    "spec.teams",
                    "teams must name each team once"),
            new Bad(
                    "the same team of another namespace twice",
                    good("teams: [{name: a, namespace: b}, {name: a, namespace: b}]"),
                    "spec.teams",
                    "teams must name each team once"),
            new Bad(
                    "the same team with an absent and an empty namespace",
                    good("teams: [{name: a}, {name: a, namespace: ''}]"),
                    "spec.teams",
                    "teams must name each team once"),
            new Bad("too many teams", good("teams: [" + teams(33) + "]"), "spec.teams", "must have at most 32 items"),
            new Bad(
                    "individual plan without a plan",
                    good("subscription: {}"),
                    "spec.subscription.plan",
                    "Required value"),
            new Bad(
                    "unknown individual plan",
                    good("subscription: {plan: Free}"),
                    "spec.subscription.plan",
                    "Unsupported value"),
            new Bad(
                    "unknown invitation",
                    good("invitation: Sms"),
                    "spec.invitation",
                    "supported values: \"None\", \"Email\""),
            new Bad("date without a time", good("expiresAt: '2027-03-31'"), "spec.expiresAt", "should match"),
            new Bad("time without a zone", good("expiresAt: '2027-03-31T00:00:00'"), "spec.expiresAt", "should match"),
            new Bad(
                    "day that does not exist",
                    good("expiresAt: '2027-02-30T00:00:00Z'"),
                    "spec.expiresAt",
                    "must be of type date-time"),
            new Bad(
                    "hour that does not exist",
                    good("expiresAt: '2027-02-20T25:00:00Z'"),
                    "spec.expiresAt",
                    "must be of type date-time"),
            new Bad(
                    "unknown deletion policy",
                    good("deletionPolicy: Keep"),
                    "spec.deletionPolicy",
                    "Unsupported value"),
            new Bad(
                    "unknown field of a team",
                    good("teams: [{name: a, role: lead}]"),
                    "spec.teams[0].role",
                    "unknown field"));

    @BeforeAll
    static void serveTheKinds(Cluster cluster) {
        cluster.applyCrds();
    }

    @ParameterizedTest
    @FieldSource("TEAMS")
    void aBadTeamIsRejected(Bad bad, Cluster cluster) {
        assertThatItIsRejected("KiroTeam", bad, cluster);
    }

    @ParameterizedTest
    @FieldSource("MEMBERS")
    void aBadMemberIsRejected(Bad bad, Cluster cluster) {
        assertThatItIsRejected("KiroMember", bad, cluster);
    }

    @Test
    void aTeamCannotChangeItsConnection(Cluster cluster) {
        String namespace = cluster.newNamespace();
        apply(cluster, namespace, "KiroTeam", "spec: {connection: europe}").orFail();

        KubectlResult changed = apply(cluster, namespace, "KiroTeam", "spec: {connection: asia}");
        KubectlResult removed = apply(cluster, namespace, "KiroTeam", "spec: {}");

        assertThat(changed.stderr()).contains("spec.connection: Invalid value", "connection cannot change");
        assertThat(removed.stderr()).contains("spec.connection: Invalid value", "connection cannot change");
    }

    @Test
    void theLimitsThemselvesAreAllowed(Cluster cluster) {
        String namespace = cluster.newNamespace();

        apply(cluster, namespace, "KiroTeam", "spec: {group: {displayName: " + "x".repeat(256) + "}}")
                .orFail();
        apply(cluster, namespace, "KiroMember", good("teams: [" + teams(32) + "]"))
                .orFail();
        apply(cluster, namespace, "KiroMember", good("expiresAt: '2027-02-28T23:59:59.123456789+14:00'"))
                .orFail();
        apply(
                        cluster,
                        namespace,
                        "KiroMember",
                        good("teams: [{name: a}, {name: a, namespace: b}, {name: a, namespace: c}]"))
                .orFail();
        apply(cluster, namespace, "KiroMember", "spec: {userName: ada, email: " + longEmail() + "}")
                .orFail();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "ada.l-o_v+kiro@mail.example.co.uk",
                "o'brien@example.ie",
                "a@b.co",
                "!#$%&*/=?^{|}~@example.com",
                "Åsa.Öberg@exämple.se",
                "用户@例え.テスト",
                "ada@xn--bcher-kva.xn--p1ai",
                "ada@1a.2-b.example",
                "x.234567890.234567890.234567890.234567890.234567890.234567890.34@example.com"
            })
    void anEmailAddressOfAnyScriptIsTaken(String email, Cluster cluster) {
        String spec = "spec: {userName: one, email: \"" + email + "\"}";

        cluster.kubectlWithInput(manifest("KiroMember", spec), "create", "--dry-run=server", "-n", "default", "-f", "-")
                .orFail();
    }

    private static void assertThatItIsRejected(String kind, Bad bad, Cluster cluster) {
        KubectlResult result = cluster.kubectlWithInput(
                manifest(kind, bad.spec()), "create", "--dry-run=server", "-n", "default", "-f", "-");

        assertThat(result.exit()).as(result.stdout()).isEqualTo(1);
        assertThat(result.stderr()).containsPattern("(^|[^\\w.])" + Pattern.quote(bad.field()) + "($|[^\\w.\\[])");
        assertThat(result.stderr()).contains(bad.message());
    }

    private static KubectlResult apply(Cluster cluster, String namespace, String kind, String spec) {
        return cluster.kubectlWithInput(manifest(kind, spec), "apply", "-n", namespace, "-f", "-");
    }

    private static String manifest(String kind, String spec) {
        return "apiVersion: kiro-operator.dev/v1alpha1\nkind: %s\nmetadata: {name: one}\n%s\n".formatted(kind, spec);
    }

    private static String good(String more) {
        return "spec: {email: ada@example.com, " + more + "}";
    }

    private static Bad badEmail(String title, String email) {
        return new Bad(title, "spec: {email: \"" + email + "\"}", "spec.email", "should match");
    }

    /** Longer than a user name may be. */
    private static String longEmail() {
        return "ada@" + "x".repeat(63) + "." + "y".repeat(63) + ".com";
    }

    private static String teams(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{name: team-" + i + "}").collect(Collectors.joining(", "));
    }

    /**
     * A manifest that is rejected.
     *
     * @param field the path that the message must name
     * @param message a part of the message
     */
    record Bad(String title, String spec, String field, String message) {

        @Override
        public String toString() {
            return title;
        }
    }
}
